/**
 * What an object holds: its decompressed bytes in, parts out, each text in UTF-8 or content that is
 * no text. Opens tar and zip, and decodes UTF-16 and UTF-32. Door: {@link
 * dev.weir.source.content.ObjectContent}. Between {@code source.decompress} and {@code
 * source.split}.
 */
@NullMarked
package dev.weir.source.content;

import org.jspecify.annotations.NullMarked;
