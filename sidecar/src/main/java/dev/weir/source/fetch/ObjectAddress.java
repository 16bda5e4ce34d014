package dev.weir.source.fetch;

import org.jspecify.annotations.Nullable;

/**
 * What to fetch.
 *
 * @param versionId the version, or null for the current one
 * @param expectedOwner the account that must own the bucket, or null
 */
public record ObjectAddress(
    String bucket, String key, @Nullable String versionId, @Nullable String expectedOwner) {}
