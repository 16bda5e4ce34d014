package dev.weir.decode;

import dev.weir.msgpack.MsgpackException;

/**
 * Bytes of a chunk in which no entry was found.
 *
 * @param to exclusive
 * @param cause what was wrong with the first of them
 */
public record BrokenBytes(int from, int to, MsgpackException cause) {}
