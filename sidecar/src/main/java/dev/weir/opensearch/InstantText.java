package dev.weir.opensearch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as {@code 2026-11-21T02:10:49.123Z}, always 24 characters (ISO 8601). */
public final class InstantText {
  /** How long each of them is. */
  public static final int BYTES = 24;

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private InstantText() {}

  /** An instant as text. */
  public static String of(Instant instant) {
    return FORM.format(instant);
  }

  /** Writes an instant over the beginning of an array. */
  public static void write(Instant instant, byte[] into) {
    byte[] text = of(instant).getBytes(StandardCharsets.US_ASCII);
    if (text.length != BYTES) {
      throw new IllegalArgumentException("not of this era: " + instant);
    }
    System.arraycopy(text, 0, into, 0, BYTES);
  }
}
