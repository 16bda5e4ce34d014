package dev.weir.source.queue;

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

  /** Whether it stands for a folder, as the console makes them. */
  public boolean isFolder() {
    return bytes == 0 && key.endsWith("/");
  }
}
