/**
 * Records in, forward messages out: transcodes slices, gathers them into frames, stamps each record
 * and ends each frame with its trailer. Door: {@link dev.weir.source.frame.RecordFramer}. Between
 * {@code source.split} and {@code source.send}.
 */
@NullMarked
package dev.weir.source.frame;

import org.jspecify.annotations.NullMarked;
