package dev.weir.source.after;

import org.jspecify.annotations.Nullable;

/**
 * An object all of whose records are settled, told so that nothing else can be meant.
 *
 * @param versionId null in a bucket without versions
 * @param eTag without quotes; null if nobody told it
 * @param expectedOwner the account that must own the bucket, or null
 */
public record SettledObject(
    String bucket,
    String key,
    @Nullable String versionId,
    @Nullable String eTag,
    @Nullable String expectedOwner) {}
