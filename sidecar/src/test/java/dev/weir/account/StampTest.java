package dev.weir.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StampTest {
  private static final ObjectVersion OBJECT =
      new ObjectVersion("logs", "AWSLogs/1/päth/with.dots/a b.json.gz", "9b2cf535f27731c9-3");

  private final StampKey key = StampKey.fromSecret(new byte[32]);
  private final Frame frame = new Frame(OBJECT, 0x1fff, 700, 1_795_227_049L);

  @Test
  void comesBackAsItWasWritten() {
    StampWriter writer = new StampWriter(key, frame);
    StampReader reader = new StampReader(key);

    for (long ordinal : new long[] {0x1fff, 0x2000, 0x1fff + 699}) {
      byte[] stamp = bytes(writer.text(StampKind.RECORD, ordinal));

      assertTrue(reader.read(stamp, 0, stamp.length));
      assertEquals(frame, reader.frame());
      assertEquals(ordinal, reader.ordinal());
      assertEquals(StampKind.RECORD, reader.kind());
    }
  }

  @Test
  void neighboursShareOneFrame() {
    StampWriter writer = new StampWriter(key, frame);
    StampReader reader = new StampReader(key);
    byte[] first = bytes(writer.text(StampKind.RECORD, 0x1fff));
    byte[] second = bytes(writer.text(StampKind.TRAILER, 0x1fff + 700));

    reader.read(first, 0, first.length);
    Frame firstFrame = reader.frame();
    reader.read(second, 0, second.length);

    assertSame(firstFrame, reader.frame());
    assertEquals(StampKind.TRAILER, reader.kind());
  }

  @Test
  void refusesEveryChangeOfAByte() {
    byte[] stamp = bytes(new StampWriter(key, frame).text(StampKind.RECORD, 0x2000));
    StampReader reader = new StampReader(key);
    assertTrue(reader.read(stamp, 0, stamp.length));

    for (int i = 0; i < stamp.length; i++) {
      byte[] forged = stamp.clone();
      forged[i] ^= 1;

      assertFalse(reader.read(forged, 0, forged.length), "byte " + i);
    }
    for (int length = 0; length < stamp.length; length++) {
      assertFalse(reader.read(stamp, 0, length), "cut to " + length);
    }
  }

  @Test
  void refusesTheStampOfAnotherFleet() {
    byte[] stamp = bytes(new StampWriter(key, frame).text(StampKind.RECORD, 0x2000));

    StampReader reader = new StampReader(StampKey.fromSecret(new byte[] {1, 2, 3}));

    assertFalse(reader.read(stamp, 0, stamp.length));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
