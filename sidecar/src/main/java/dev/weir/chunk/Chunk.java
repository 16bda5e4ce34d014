package dev.weir.chunk;

/**
 * The entries of one forward message. Whatever the mode was, the bytes from {@link #from} to {@link
 * #to} are msgpack entries one after another, each {@code [time, record]} or {@code [[time,
 * metadata], record]}.
 *
 * <p>The bytes are valid until {@link #done} or {@link #refuse}, whichever is first; then they are
 * another chunk's. Only the first of those calls has an effect. Each method may be called from any
 * thread.
 */
public interface Chunk {
  String tag();

  ForwardMode mode();

  /**
   * The array with the entries; what lies outside from {@link #from} to {@link #to} is not ours.
   */
  byte[] bytes();

  int from();

  /** The end of the entries, exclusive. */
  int to();

  /**
   * The number of entries: exact in Message and Forward mode, else what the sender claims in the
   * option {@code size}; −1 if it claims nothing.
   */
  long declaredEntries();

  /** Who sent it, for logs. */
  String peer();

  /**
   * Whether the connection is closed. The sender will send the chunk again, so what was not yet
   * sent on need not be; {@link #done} or {@link #refuse} is still to be called, to free the
   * memory.
   */
  boolean isCancelled();

  /**
   * Has {@code action} run once when the connection closes, whoever closes it, and at once if it is
   * closed already; not any more after {@link #done} or {@link #refuse}, though one that has begun
   * may end after them. It runs on any thread and must not block.
   *
   * <p>That the peer has closed is noticed by the next read, or when an acknowledgement cannot be
   * sent. While the connection is waiting for a handler to return, for a slot, or for room for one
   * more chunk in flight, nothing is read from it, and a close shows only after that.
   */
  void onClosed(Runnable action);

  /** Each record is final: acknowledges the chunk, if the sender asked for that, and frees it. */
  void done();

  /**
   * Gives the chunk back: closes its connection, which the sender answers by sending all that was
   * not acknowledged again.
   */
  void refuse(ChunkRefusal reason);
}
