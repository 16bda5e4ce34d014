package dev.weir.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is formatted by google-java-format. It runs here, not as a build plugin, because
 * the formatter parses with the compiler of the JVM it runs in: Maven may run on an older one.
 */
class FormattingTest {
  private static final boolean REPLACE = Boolean.getBoolean("format.replace");

  @Test
  void everyJavaFileIsFormatted() throws Exception {
    List<Path> sources = javaFiles(Path.of("..", ".."));
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());

    List<String> unformatted = new ArrayList<>();
    for (Path source : sources) {
      String text = Files.readString(source);
      String formatted = format(formatter, text);
      if (formatted.equals(text)) {
        continue;
      }
      if (REPLACE) {
        Files.writeString(source, formatted);
      } else {
        unformatted.add(source.normalize().toString());
      }
    }

    assertFalse(sources.isEmpty(), "no Java file found: the test looks in the wrong place");
    assertEquals(
        List.of(), unformatted, "format with: mvn -q -pl tests/style test -Dformat.replace=true");
  }

  private static String format(Formatter formatter, String text) throws Exception {
    String imports =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.GOOGLE);
    return formatter.formatSource(imports);
  }

  private static List<Path> javaFiles(Path root) throws Exception {
    try (var paths = Files.walk(root)) {
      return paths
          .filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !path.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }
}
