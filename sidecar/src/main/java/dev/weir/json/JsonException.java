package dev.weir.json;

import java.util.Locale;

/** Bytes that are not one JSON value (RFC 8259), or not one within the limits. */
public final class JsonException extends Exception {
  /** What is wrong. */
  public enum Reason {
    /** Something that the grammar does not have. */
    MALFORMED,
    /** The bytes end inside of the value. */
    TRUNCATED,
    /** Objects and arrays inside one another past the limit. */
    TOO_DEEP
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final int offset;

  JsonException(Reason reason, int offset) {
    // Hostile input must stay cheap: no stack trace.
    super(reason.name().toLowerCase(Locale.ROOT) + " at byte " + offset, null, false, false);
    this.reason = reason;
    this.offset = offset;
  }

  public Reason reason() {
    return reason;
  }

  /** Where in the array that was read, in bytes. */
  public int offset() {
    return offset;
  }
}
