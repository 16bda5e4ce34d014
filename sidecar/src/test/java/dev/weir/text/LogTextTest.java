package dev.weir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void leavesTextAsItIs() {
    assertEquals("AWSLogs/ü/a b+c_1.json.gz", LogText.of("AWSLogs/ü/a b+c_1.json.gz"));
    assertEquals("", LogText.of(null));
  }

  @Test
  void escapesWhatWouldEndTheLineOrSteerATerminal() {
    assertEquals(
        "a\\u000ab\\u000d\\u001b[2J\\u007f\\u0085\\u2028\\u2029",
        LogText.of("a\nb\r\u001b[2J\u007f\u0085\u2028\u2029"));
  }

  @Test
  void cutsLongText() {
    assertEquals("k".repeat(512), LogText.of("k".repeat(512)));
    assertEquals("k".repeat(511) + "…", LogText.of("k".repeat(513)));
    assertEquals("\\u000a".repeat(85) + "…", LogText.of("\n".repeat(1000)));
  }
}
