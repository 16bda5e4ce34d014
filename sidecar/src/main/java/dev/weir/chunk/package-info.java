/**
 * What a stage that receives and a stage that takes apart agree on: {@link dev.weir.chunk.Chunk}
 * and who takes it, {@link dev.weir.chunk.ChunkHandler}. {@code forward} makes chunks of what comes
 * in, {@code replay} of dead letters; {@code pipeline} handles both. Knows none of them.
 */
@NullMarked
package dev.weir.chunk;

import org.jspecify.annotations.NullMarked;
