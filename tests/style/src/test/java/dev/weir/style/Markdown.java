package dev.weir.style;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown file as its links and anchors: what stands in code is none of both.
 *
 * @param file where it lies
 * @param lines without the contents of blocks and spans of code
 */
record Markdown(Path file, List<String> lines) {
  private static final Pattern FENCE = Pattern.compile("^\\s*```.*");
  private static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$");
  private static final Pattern NAMED = Pattern.compile("<a id=\"([^\"]+)\">");

  /** A link and the line that it is in, from 1. */
  record Link(int line, String target) {}

  /** All of a checkout's, but for what a build wrote. */
  static List<Path> files(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      return paths
          .filter(path -> path.toString().endsWith(".md"))
          .map(path -> path.toAbsolutePath().normalize())
          .filter(path -> !path.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  static Markdown read(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean inBlock = false;
    for (String line : Files.readAllLines(file)) {
      boolean fence = FENCE.matcher(line).matches();
      lines.add(inBlock || fence ? "" : line);
      inBlock ^= fence;
    }
    return new Markdown(file, lines);
  }

  /** Where links lead, in the order of the file. */
  List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher link = LINK.matcher(CODE.matcher(lines.get(i)).replaceAll("code"));
      while (link.find()) {
        links.add(new Link(i + 1, link.group(1)));
      }
    }
    return links;
  }

  /** What a link to this file may have behind its {@code #}: as GitHub names headings. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : lines) {
      NAMED.matcher(line).results().forEach(named -> anchors.add(named.group(1)));
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String slug = slug(heading.group(1));
        int before = seen.merge(slug, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? slug : slug + "-" + before);
      }
    }
    return anchors;
  }

  private static String slug(String heading) {
    return heading
        .replaceAll("<[^>]*>", "")
        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
        .replace(' ', '-');
  }
}
