package dev.weir.source.fetch;

import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one GET.
 *
 * @param body from the asked offset to the object's end
 * @param abort ends the answer without reading the rest of it
 * @param totalBytes the length of the whole object
 */
record RangeBody(
    InputStream body,
    Runnable abort,
    String eTag,
    @Nullable String versionId,
    long totalBytes,
    Instant lastModified) {}
