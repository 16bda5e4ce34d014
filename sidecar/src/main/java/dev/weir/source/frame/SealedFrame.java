package dev.weir.source.frame;

import dev.weir.account.Frame;

/**
 * One forward message in PackedForward mode, as it goes over the wire.
 *
 * @param frame the records in it
 * @param chunkId the id that the peer echoes in its acknowledgement
 * @param message the bytes, from 0 to {@code length}; nobody changes them
 * @param length how many of them
 */
@SuppressWarnings("ArrayRecordComponent")
public record SealedFrame(Frame frame, String chunkId, byte[] message, int length) {}
