package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogFormatterTest {
  private static final String FORGED = "SEVERE: forged";

  @Test
  void showsWhatWouldSteerATerminal() {
    String entry = format(new LogRecord(Level.WARNING, "held: \u001b[2J\u202eevil\u2069\u0085\r"));

    assertTrue(
        entry.endsWith("WARNING: held: \\u001b[2J\\u202eevil\\u2069\\u0085\\u000d\n"), entry);
  }

  @Test
  void noTextLooksLikeALineOfItsOwn() {
    LogRecord record =
        new LogRecord(Level.WARNING, "first\nNov 29, 2026 1:00:00 AM a.B c\n" + FORGED);
    record.setThrown(new IOException("second\n" + FORGED));

    List<String> lines = format(record).lines().toList();

    assertEquals("WARNING: first", lines.get(1));
    assertEquals(2, lines.stream().filter(line -> line.contains(FORGED)).count());
    for (String line : lines.subList(2, lines.size())) {
      assertTrue(line.isEmpty() || line.startsWith(" ") || line.startsWith("\t"), line);
    }
    assertFalse(lines.getFirst().isBlank());
  }

  private static String format(LogRecord record) {
    return new LogFormatter().format(record);
  }
}
