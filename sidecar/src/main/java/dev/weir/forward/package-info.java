/**
 * The forward-protocol server: chunks of log entries come in over TCP, TLS and Unix sockets, go to
 * one {@link dev.weir.chunk.ChunkHandler}, and are acknowledged when that says they are final.
 *
 * <p>{@link dev.weir.forward.ForwardServer} is the door. The source (or Fluent Bit) stands before
 * it, the decode stage behind it; neither is known here. Specification: Fluentd Forward Protocol
 * v1.5, with what Fluent Bit makes of it.
 */
@NullMarked
package dev.weir.forward;

import org.jspecify.annotations.NullMarked;
