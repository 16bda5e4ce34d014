package dev.weir.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsoInstantTest {
  @Test
  void agreesWithTheCalendarOfThePlatform() {
    SplittableRandom random = new SplittableRandom(1);
    DateTimeFormatter millis =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    for (int i = 0; i < 20_000; i++) {
      Instant instant = Instant.ofEpochMilli(random.nextLong(0, 253_402_300_799_999L));
      byte[] text = new byte[IsoInstant.MILLIS_LENGTH];

      IsoInstant.writeMillis(instant, text, 0);

      assertEquals(millis.format(instant), new String(text, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void keepsNanosecondsWhereThereAreSome() {
    assertEquals("2026-11-21T02:10:49.000Z", written(1_795_227_049L, 0));
    assertEquals("2026-11-21T02:10:49.120Z", written(1_795_227_049L, 120_000_000));
    assertEquals("2026-11-21T02:10:49.120001Z", written(1_795_227_049L, 120_001_000));
    assertEquals("2026-11-21T02:10:49.000000001Z", written(1_795_227_049L, 1));
  }

  @Test
  void leavesOutWhatIsLessThanAMillisecond() {
    assertEquals(
        "2026-11-21T02:10:49.123Z",
        IsoInstant.text(Instant.parse("2026-11-21T02:10:49.123999999Z")));
    assertEquals(
        "1969-12-31T23:59:59.999Z", IsoInstant.text(Instant.ofEpochSecond(-1, 999_999_999)));
  }

  private static String written(long seconds, int nanos) {
    JsonBuffer out = new JsonBuffer(32);
    IsoInstant.write(seconds, nanos, out);
    return new String(out.toByteArray(), StandardCharsets.US_ASCII);
  }
}
