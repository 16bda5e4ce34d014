package dev.weir.source.queue;

import dev.weir.account.ObjectVersion;
import java.util.regex.Pattern;
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

  /** ETags of S3 are so, those of uploads in parts with their number; no version id of it is. */
  private static final Pattern E_TAG = Pattern.compile("[0-9a-f]{32}(-\\d+)?");

  /** An object as the ledger and dead letters name it, where it was not notified of. */
  public static NotifiedObject of(ObjectVersion object) {
    String version = object.version();
    boolean eTag = E_TAG.matcher(version).matches();
    boolean versionId = !eTag && !version.isEmpty();
    return new NotifiedObject(
        object.bucket(),
        object.key(),
        versionId ? object.rawVersion() : null,
        eTag ? version : null,
        -1,
        null);
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
