package dev.weir.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonBufferTest {
  private static final String[] PIECES = {
    "a", "\"", "\\", "\n", "\u0001", "\u001f", "\u007f", "ü", "€", "😀", "plain text", " ", "\0"
  };

  @Test
  void escapesAnyTextAtAnyPlaceOfItsArray() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    JsonBuffer out = new JsonBuffer(64);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
      int before = random.nextInt(10);
      int behind = random.nextInt(10);
      byte[] array = new byte[before + utf8.length + behind];
      random.nextBytes(array);
      System.arraycopy(utf8, 0, array, before, utf8.length);

      out.clear();
      boolean valid = out.utf8(array, before, utf8.length);

      String written = new String(out.toByteArray(), StandardCharsets.UTF_8);
      assertEquals(quoted(text.toString()), written, "seed " + seed);
      assertTrue(valid, "seed " + seed);
    }
  }

  @Test
  void replacesEachBrokenPartAndGoesOn() {
    byte[] broken = {'o', 'k', (byte) 0xff, 'g', 'o', 'e', 's', ' ', 'o', 'n', (byte) 0xe2};
    JsonBuffer out = new JsonBuffer(64);

    boolean valid = out.utf8(broken, 0, broken.length);

    assertFalse(valid);
    assertEquals(
        "\"ok\ufffdgoes on\ufffd\"", new String(out.toByteArray(), StandardCharsets.UTF_8));
  }

  @Test
  void growsWhileAllOfATextIsEscaped() {
    byte[] controls = new byte[5_000];
    JsonBuffer out = new JsonBuffer(64);

    out.utf8(controls, 0, controls.length);

    String written = new String(out.toByteArray(), StandardCharsets.UTF_8);
    assertEquals('"' + "\\u0000".repeat(controls.length) + '"', written);
  }

  @Test
  void writesNumbersAsThePlatformDoes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    JsonBuffer out = new JsonBuffer(64);
    for (int round = 0; round < 10_000; round++) {
      long number = random.nextLong() >> random.nextInt(64);
      out.clear();
      out.number(number);
      String written = new String(out.toByteArray(), StandardCharsets.US_ASCII);
      assertEquals(Long.toString(number), written, "seed " + seed);
    }
    for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
      for (long number : new long[] {power - 1, power, power + 1, -power, 1 - power}) {
        out.clear();
        out.number(number);
        assertEquals(
            Long.toString(number), new String(out.toByteArray(), StandardCharsets.US_ASCII));
      }
    }
    for (long number : new long[] {0, 9, 10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      out.clear();
      out.number(number);
      assertEquals(Long.toString(number), new String(out.toByteArray(), StandardCharsets.US_ASCII));
    }
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
