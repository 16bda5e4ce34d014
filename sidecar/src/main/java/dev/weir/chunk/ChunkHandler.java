package dev.weir.chunk;

/**
 * Takes the chunks. Each call may block, and may take the processor for long; those of one
 * connection come one after another.
 */
public interface ChunkHandler {
  /**
   * Takes one chunk. To return does not make it final: {@link Chunk#done} does, then or later, on
   * any thread. While this blocks, its connection is not read.
   *
   * @throws MalformedChunkException if an entry is broken: the chunk is refused. By then nothing
   *     may refer to its bytes any more.
   * @throws InterruptedException if the server gives up: the chunk is refused
   */
  void handle(Chunk chunk) throws MalformedChunkException, InterruptedException;

  /**
   * Takes, for good, a chunk in which {@link #handle} found an entry broken too often for the same
   * reason, or that its sender will not send again because it asked for no acknowledgement: what is
   * broken as dead letters, all else as ever. It ends as in {@link #handle}.
   *
   * @throws InterruptedException if the server gives up: the chunk is refused
   */
  void salvage(Chunk chunk) throws InterruptedException;

  /**
   * Takes, as a dead letter, a message whose entries cannot be told apart, where {@link #salvage}
   * takes a chunk. The same message may come here again if its connection ended before it was kept.
   *
   * @param tag empty if the message broke before its tag was known
   * @param raw the first bytes of the payload, or of the message; at most 64 KiB, the receiver's to
   *     keep
   * @param rawBytes how many there were
   * @param whenKept to be run, on any thread, once the dead letter is kept; acknowledges the chunk
   */
  void poisoned(
      String tag, ChunkRefusal reason, byte[] raw, long rawBytes, String peer, Runnable whenKept);
}
