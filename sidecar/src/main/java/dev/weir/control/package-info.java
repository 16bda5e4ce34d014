/**
 * The control service: what a running daemon answers over a Unix socket on its own host, and how it
 * is asked. The protocol is {@code weir.v1.Control} of the module proto.
 *
 * <p>{@code daemon} starts {@link dev.weir.control.ControlServer} on what {@link
 * dev.weir.control.DaemonStatus} tells; {@code cli} asks with {@link
 * dev.weir.control.ControlClient}. Of the core it knows {@code account}, what its settings are read
 * with, and {@link dev.weir.replay.Replays} to start.
 */
@NullMarked
package dev.weir.control;

import org.jspecify.annotations.NullMarked;
