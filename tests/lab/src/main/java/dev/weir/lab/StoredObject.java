package dev.weir.lab;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object as a notification names it.
 *
 * @param bucket the bucket's name
 * @param key the key, not encoded
 * @param sizeBytes the length of its content
 * @param eTag without quotes
 * @param versionId null where the bucket is not versioned
 * @param eventTime when it was put
 * @param sequencer hexadecimal, grows from put to put
 */
public record StoredObject(
    String bucket,
    String key,
    long sizeBytes,
    String eTag,
    @Nullable String versionId,
    Instant eventTime,
    String sequencer) {}
