package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import org.jspecify.annotations.Nullable;

/**
 * A chunk, or as much of it as there is, and why it was refused.
 *
 * @param offset where it is broken
 * @param chunkId the id to echo, encoded; null if there is none or it is not known
 * @param knownTo the end of the bytes that are there on each try, by which it is told again
 * @param to the end of all bytes that are there
 * @param endKnown whether the message was read to its end, so that the connection can go on
 */
// Never compared, so that an array is no trap.
@SuppressWarnings("ArrayRecordComponent")
record RefusedChunk(
    String tag,
    ChunkRefusal reason,
    long offset,
    byte @Nullable [] chunkId,
    byte[] bytes,
    int from,
    int knownTo,
    int to,
    boolean endKnown) {}
