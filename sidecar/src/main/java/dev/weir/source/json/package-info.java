/**
 * JSON (RFC 8259) as bytes: where a value ends, and the value as MessagePack, without text or trees
 * in between. Doors: {@link dev.weir.source.json.JsonTranscoder} and {@link
 * dev.weir.source.json.ValueScanner}. Used by {@code source.split} and {@code source.frame}.
 */
@NullMarked
package dev.weir.source.json;

import org.jspecify.annotations.NullMarked;
