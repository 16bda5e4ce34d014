package dev.weir.forward;

/** Takes the chunks. Each call comes on its connection's virtual thread and may block. */
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
   * Takes, as a dead letter, a chunk that was refused too often for the same reason, or that its
   * sender will not send again because it asked for no acknowledgement. The same chunk may come
   * here again if its connection ended before it was kept.
   *
   * @param tag empty if the message broke before its tag was known
   * @param raw the first bytes of the entries, or of the message where there was no telling them
   *     apart; at most 64 KiB, the receiver's to keep
   * @param rawBytes how many there were
   * @param whenKept to be run, on any thread, once the dead letter is kept; acknowledges the chunk
   */
  void poisoned(
      String tag, ChunkRefusal reason, byte[] raw, long rawBytes, String peer, Runnable whenKept);
}
