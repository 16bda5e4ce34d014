/**
 * Sends dead letters through the sidecar once more. It reads them with {@link
 * dev.weir.letters.DeadLetterStore}, gives each to {@link dev.weir.pipeline.ChunkPipeline} as if it
 * had just arrived, and marks what became of it. {@code control} starts it for {@code weir replay}.
 */
@NullMarked
package dev.weir.replay;

import org.jspecify.annotations.NullMarked;
