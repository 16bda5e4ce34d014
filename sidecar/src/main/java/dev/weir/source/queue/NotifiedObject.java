package dev.weir.source.queue;

import dev.weir.account.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * An object that a notification says was created.
 *
 * @param key decoded
 * @param versionId null in a bucket without versions
 * @param eTag without quotes, null if it is not told
 * @param bytes its size, -1 if it is not told
 * @param owner the account that owns the bucket, null if it is not told
 */
public record NotifiedObject(
    String bucket,
    String key,
    @Nullable String versionId,
    @Nullable String eTag,
    long bytes,
    @Nullable String owner) {

  /** What a key holds now, of which nothing else is known. */
  public static NotifiedObject current(String bucket, String key) {
    return new NotifiedObject(bucket, key, null, null, -1, null);
  }

  /**
   * The object as the ledger knows it, before it was asked for: by its version, else its ETag. Null
   * if neither is told. What S3 answers may be another one, that took its place.
   */
  public @Nullable ObjectVersion version() {
    String version = versionId == null ? eTag : versionId;
    return version == null ? null : ObjectVersion.of(bucket, key, version);
  }

  /** Whether it stands for a folder, as the console makes them. */
  public boolean isFolder() {
    return bytes == 0 && key.endsWith("/");
  }
}
