package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;

/** A dead letter that was handed over. */
// Never compared, so that an array is no trap.
@SuppressWarnings("ArrayRecordComponent")
record Poison(
    String tag, ChunkRefusal reason, byte[] raw, long rawBytes, String peer, Runnable whenKept) {}
