package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.source.content.ContentKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/log-types.md} names what ships, and how it is told. */
class LogTypesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "log-types.md");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9.]+)` \\| [^|]+ \\|([^|]*)\\|");

  @Test
  void theTableHasEachTypeAndHowItIsTold() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (LogType type : LogTypes.shipped().all()) {
      List<String> signs = new ArrayList<>();
      if (type.keys().stream().anyMatch(rule -> rule.skipReason() == null)) {
        signs.add("key");
      }
      if (!type.content().isEmpty()) {
        signs.add("content");
      }
      expected.put(type.name(), String.join(", ", signs));
    }

    Map<String, String> shown = new TreeMap<>();
    String section = section("## Shipped types");
    Matcher row = ROW.matcher(section.substring(0, section.indexOf("\n\nNotes on single types")));
    while (row.find()) {
      shown.put(row.group(1), row.group(2).strip());
    }

    assertEquals(expected, shown);
    assertTrue(page().contains(expected.size() + " types ship with Weir"));
  }

  @Test
  void eachKindOfContentHasItsAdvice() throws IOException {
    String content = section("## Content");

    for (ContentKind kind : ContentKind.values()) {
      assertTrue(content.contains("`" + kind.label() + "`"), kind::label);
    }
  }

  /** A section with its subsections. */
  private static String section(String heading) throws IOException {
    String page = page();
    int from = page.indexOf("\n" + heading + "\n") + 1;
    int to = page.indexOf("\n## ", from);
    return page.substring(from, to);
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }
}
