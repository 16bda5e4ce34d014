package dev.weir.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A storm of alerts makes no storm of messages. */
class PaceTest {
  private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(10);
  private final Pace pace = new Pace();

  @Test
  void takesTwentyMessagesInFiveMinutes() {
    for (int i = 0; i < 20; i++) {
      assertEquals(20 - i, pace.singles(at(i)));
      pace.sentSingle(at(i));
    }
    assertEquals(0, pace.singles(at(299)));
    assertEquals(1, pace.singles(at(301)));
    assertEquals(20, pace.singles(at(320)));
  }

  @Test
  void sendsADigestAtMostEachMinute() {
    assertTrue(pace.isDigestDue(START));
    pace.sentDigest(START);
    assertFalse(pace.isDigestDue(at(59)));
    assertTrue(pace.isDigestDue(at(60)));
  }

  /** So many seconds after the start, past the end of what a long holds. */
  private static long at(int seconds) {
    return START + TimeUnit.SECONDS.toNanos(seconds);
  }
}
