package dev.weir.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packages that everything meets in grow by new classes, not by longer ones. */
class FileLengthTest {
  private static final Path SOURCES = Path.of("..", "..", "sidecar/src/main/java/dev/weir");
  private static final List<String> PACKAGES =
      List.of("alert", "daemon", "indices", "notify", "pipeline", "settle", "sink");
  private static final int MOST_LINES = 300;

  @Test
  void noFileOfThesePackagesIsLongerThan300Lines() throws IOException {
    List<String> longer = new ArrayList<>();
    int seen = 0;
    for (String name : PACKAGES) {
      try (var files = Files.walk(SOURCES.resolve(name))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          seen++;
          int lines = Files.readAllLines(file).size();
          if (lines > MOST_LINES) {
            longer.add(SOURCES.relativize(file) + ": " + lines + " lines");
          }
        }
      }
    }
    assertTrue(seen > PACKAGES.size(), "no file found: the test looks in the wrong place");
    assertEquals(List.of(), longer);
  }
}
