/**
 * Content in, (envelope, record) out: a sliding window over a stream of any length, in which each
 * record lies in one piece. Doors: {@link dev.weir.source.split.Splitter} and what makes one,
 * {@link dev.weir.source.split.Splitters}. Between {@code source.decompress} and {@code
 * source.frame}.
 */
@NullMarked
package dev.weir.source.split;

import org.jspecify.annotations.NullMarked;
