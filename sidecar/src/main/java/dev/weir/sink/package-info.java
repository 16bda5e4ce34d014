/**
 * The last stage: writes documents to OpenSearch in bulk, and says of each one what became of it.
 * {@link dev.weir.sink.OpenSearchSink} is the door; {@code filter} and {@code detect} stand before
 * it, nothing stands behind it.
 */
@NullMarked
package dev.weir.sink;

import org.jspecify.annotations.NullMarked;
