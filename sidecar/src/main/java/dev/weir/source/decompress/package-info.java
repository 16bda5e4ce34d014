/**
 * Bytes of an object as S3 holds them in, bytes of its content out, by magic bytes and under caps.
 * Door: {@link dev.weir.source.decompress.Decompression}. Feeds {@code source.split}.
 */
@NullMarked
package dev.weir.source.decompress;

import org.jspecify.annotations.NullMarked;
