package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The member {@code weir.hash} of a document whose id is its event's own: where that id is taken,
 * it tells whether by the same content. It stands right before the time of ingestion, so that it is
 * found without reading the document.
 */
public final class ContentMark {
  private static final byte[] BEGIN = ascii(",\"hash\":\"");
  private static final byte[] END = ascii("\",\"ingested\":\"");
  private static final byte[] DIGITS = ascii("0123456789abcdef");
  private static final int LENGTH = 16;

  private ContentMark() {}

  /** Writes the member, with a comma before it; {@code ingested} has to follow. */
  public static void write(JsonBuffer out, long hash) {
    out.raw(BEGIN);
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      out.raw(DIGITS[(int) (hash >>> shift) & 15]);
    }
    out.raw('"');
  }

  /**
   * Where the member begins in a document, at its comma; negative where it has none.
   *
   * @param ingestedAt where its time of ingestion stands, negative for nowhere
   */
  static int at(byte[] bytes, int ingestedAt) {
    int endAt = ingestedAt - END.length;
    int at = endAt - LENGTH - BEGIN.length;
    return at >= 0
            && Arrays.equals(bytes, at, at + BEGIN.length, BEGIN, 0, BEGIN.length)
            && Arrays.equals(bytes, endAt, ingestedAt, END, 0, END.length)
        ? at
        : -1;
  }

  /** The hash as it is written, of the member that begins there. */
  static String text(byte[] bytes, int at) {
    return new String(bytes, at + BEGIN.length, LENGTH, StandardCharsets.US_ASCII);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
