/**
 * JSON (RFC 8259) as bytes: where a value ends, and the value as MessagePack, without text or trees
 * in between. Doors: {@link dev.weir.json.JsonTranscoder} and {@link
 * dev.weir.json.JsonValueScanner}. Core of {@code source} and {@code parse}; knows neither.
 */
@NullMarked
package dev.weir.json;

import org.jspecify.annotations.NullMarked;
