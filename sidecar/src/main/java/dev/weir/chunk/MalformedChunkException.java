package dev.weir.chunk;

/**
 * A message or an entry that is not what the protocol says. Thrown by a {@link ChunkHandler} it
 * refuses the whole chunk; none of it is acknowledged.
 */
public final class MalformedChunkException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ChunkRefusal reason;
  private final long offset;

  /**
   * @param offset where, in bytes from the start of the message or, once it was handed over, of the
   *     chunk's entries
   */
  public MalformedChunkException(ChunkRefusal reason, long offset) {
    // Hostile input must stay cheap: no stack trace.
    super(reason.label() + " at byte " + offset, null, false, false);
    this.reason = reason;
    this.offset = offset;
  }

  public ChunkRefusal reason() {
    return reason;
  }

  public long offset() {
    return offset;
  }
}
