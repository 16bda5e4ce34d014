package dev.weir.letters;

import java.util.Locale;

/**
 * A record as it was before any stage touched it, kept so that it can be sent again.
 *
 * @param tag the tag it came under; empty if none is known
 * @param form what the bytes are
 * @param bytes the record, or its beginning
 * @param size how many bytes the whole record has
 */
@SuppressWarnings("ArrayRecordComponent") // carries bytes on; nobody compares them
public record RawBody(String tag, Form form, byte[] bytes, long size) {
  /** What the bytes of a body are, and with it what may be done with them. */
  public enum Form {
    /** One entry of a chunk, time and stamp included: the sidecar takes it again as it is. */
    ENTRY,
    /** The entries of a chunk, or the message they came in where there was no telling them. */
    CHUNK,
    /** A piece of an object that the source could not send as a record. */
    CONTENT,
    /** Nothing was kept. */
    NONE,
    /** What this version cannot read: a later one wrote it, or somebody else. */
    UNKNOWN;

    /** The value of the field {@code form}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A record of which nothing is left. */
  public static final RawBody NONE = new RawBody("", Form.NONE, new byte[0], 0);

  /** Whether the record can be made again from it. */
  public boolean isWhole() {
    return form == Form.ENTRY && !isTruncated();
  }

  /** Whether only the beginning was kept. */
  public boolean isTruncated() {
    return bytes.length < size;
  }
}
