package dev.weir.msgpack;

import java.util.Locale;

/** Bytes that are not what the MessagePack specification, or the reader's caller, expects here. */
public final class MsgpackException extends Exception {
  /** Why reading stopped; the name in lower case is a metric's label. */
  public enum Reason {
    /** The value goes on past the end of the bytes. More bytes may mend it. */
    TRUNCATED,
    /** The value is valid and of a type other than the one asked for. */
    WRONG_TYPE,
    /** The byte 0xC1, which the specification never uses. */
    RESERVED_BYTE,
    /** A length or number that does not fit what the caller can hold. */
    TOO_LARGE,
    /** Maps and arrays inside one another past the limit. */
    TOO_DEEP
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final int offset;

  public MsgpackException(Reason reason, int offset) {
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
