package dev.weir.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on the architecture names the packages that there are. */
class PackageListTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Path SOURCES = ROOT.resolve("sidecar/src/main/java/dev/weir");
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\|.*");

  @Test
  void pageListsEachPackageOnceAndNoOther() throws Exception {
    Set<String> packages;
    try (var files = Files.walk(SOURCES)) {
      packages =
          files
              .filter(file -> file.endsWith("package-info.java"))
              .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
              .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> listed =
        section(Files.readAllLines(ROOT.resolve("docs/architecture.md")), "## Packages").stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> row.group(1))
            .toList();

    assertFalse(packages.isEmpty(), "no package found: the test looks in the wrong place");
    assertEquals(packages, new TreeSet<>(listed));
    assertEquals(packages.size(), listed.size(), "a package is listed twice");
  }

  private static List<String> section(List<String> lines, String heading) {
    return lines.stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .toList();
  }
}
