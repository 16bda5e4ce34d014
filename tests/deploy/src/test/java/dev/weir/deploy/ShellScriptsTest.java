package dev.weir.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds each shell script of the project against the linter and the formatter. */
class ShellScriptsTest {
  private static final List<String> FOLDERS = List.of("ec2", "packer", ".ci");

  @Test
  void hasNoFindingOfShellcheck() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--external-sources", "--"));
    arguments.addAll(scripts());

    Tool.Finished finished = Tool.named("shellcheck").run(arguments);

    assertEquals("", finished.output());
    assertEquals(0, finished.code());
  }

  @Test
  void isFormatted() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-i", "2", "-ci", "-d"));
    arguments.addAll(scripts());

    Tool.Finished finished = Tool.named("shfmt").run(arguments);

    assertEquals("", finished.output());
    assertEquals(0, finished.code());
  }

  /** The scripts by their first line, as paths below the checkout. */
  private static List<String> scripts() throws IOException {
    List<String> found = new ArrayList<>(List.of("weir"));
    for (String folder : FOLDERS) {
      if (Files.isDirectory(Tool.ROOT.resolve(folder))) {
        try (Stream<Path> files = Files.walk(Tool.ROOT.resolve(folder))) {
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().contains("/target/"))
              // Terraform fills them in first.
              .filter(file -> !file.toString().endsWith(".tpl"))
              .filter(ShellScriptsTest::isScript)
              .map(file -> Tool.ROOT.relativize(file).toString())
              .sorted()
              .forEach(found::add);
        }
      }
    }
    assertTrue(found.contains(".ci/run"), found::toString);
    return found;
  }

  private static boolean isScript(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.findFirst().filter(line -> line.matches("#!.*\\b(ba|da)?sh\\b.*")).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
