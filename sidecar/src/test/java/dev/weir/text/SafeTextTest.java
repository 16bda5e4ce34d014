package dev.weir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void leavesWhatPeopleWrite() {
    String text = "AWSLogs/ü/日本 \uD83D\uDE00 a\\u202e";

    assertSame(text, SafeText.of(text));
  }

  @Test
  void showsControlsAndWhatTurnsTheDirection() {
    for (int c = 0; c < 0x2100; c++) {
      boolean control = c < 0x20 || (c >= 0x7f && c < 0xa0);
      boolean mark =
          c == 0x200e
              || c == 0x200f
              || (c >= 0x2028 && c <= 0x202e)
              || (c >= 0x2066 && c <= 0x2069);
      if (control || mark) {
        assertEquals("a\\u%04xb".formatted(c), SafeText.of("a" + (char) c + "b"));
      }
    }
    assertEquals("\\udb40\\udc41", SafeText.of("\uDB40\uDC41"));
  }

  @Test
  void keepsWhatItIsToldTo() {
    StringBuilder text = new StringBuilder();

    SafeText.append("xa\n\tb\u202e\u001b[2Jx", 1, 10, "\n\t", text);

    assertEquals("a\n\tb\\u202e\\u001b[2J", text.toString());
  }
}
