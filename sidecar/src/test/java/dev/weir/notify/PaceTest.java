package dev.weir.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A storm of alerts makes no storm of messages. */
class PaceTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private final Pace pace = new Pace();

  @Test
  void takesTwentyMessagesInFiveMinutes() {
    for (int i = 0; i < 20; i++) {
      assertEquals(20 - i, pace.singles(START.plusSeconds(i)));
      pace.sentSingle(START.plusSeconds(i));
    }
    assertEquals(0, pace.singles(START.plusSeconds(299)));
    assertEquals(1, pace.singles(START.plusSeconds(301)));
    assertEquals(20, pace.singles(START.plusSeconds(320)));
  }

  @Test
  void sendsADigestAtMostEachMinute() {
    assertTrue(pace.isDigestDue(START));
    pace.sentDigest(START);
    assertFalse(pace.isDigestDue(START.plusSeconds(59)));
    assertTrue(pace.isDigestDue(START.plusSeconds(60)));
  }
}
