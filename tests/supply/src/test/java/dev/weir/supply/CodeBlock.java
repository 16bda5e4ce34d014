package dev.weir.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code in a page.
 *
 * @param file the page
 * @param line of its first line, from 1
 * @param language what the fence says, or nothing
 */
record CodeBlock(Path file, int line, String language, String text) {
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private static final Pattern FENCE = Pattern.compile("^(\\s*)```(\\w*)\\s*$");

  /** Those of all pages of the checkout, in their order. */
  static List<CodeBlock> ofAllPages() throws IOException {
    List<CodeBlock> blocks = new ArrayList<>();
    for (Path page : pages()) {
      blocks.addAll(of(page));
    }
    return blocks;
  }

  /** All pages of the checkout, but for what a build wrote. */
  static List<Path> pages() throws IOException {
    try (var paths = Files.walk(ROOT)) {
      return paths
          .filter(path -> path.toString().endsWith(".md"))
          .filter(path -> !path.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static List<CodeBlock> of(Path page) throws IOException {
    List<CodeBlock> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(page);
    String language = null;
    int indent = 0;
    int begin = 0;
    List<String> text = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      boolean atFence = fence.matches();
      if (language == null && atFence) {
        language = fence.group(2);
        indent = fence.group(1).length();
        begin = i + 2;
        text.clear();
      } else if (language != null && atFence) {
        blocks.add(new CodeBlock(page, begin, language, String.join("\n", text) + "\n"));
        language = null;
      } else if (language != null) {
        String line = lines.get(i);
        text.add(line.substring(Math.min(indent, line.length() - line.stripLeading().length())));
      }
    }
    return blocks;
  }

  /** For messages. */
  String where() {
    return ROOT.relativize(file) + ":" + line;
  }
}
