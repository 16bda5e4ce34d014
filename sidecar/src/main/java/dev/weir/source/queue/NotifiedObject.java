package dev.weir.source.queue;

import dev.weir.account.ObjectVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  /** No key of S3 is longer, in UTF-8. */
  private static final int LONGEST_KEY_BYTES = 1024;

  /** Those of us-east-1 were up to so long once. */
  private static final int LONGEST_BUCKET = 255;

  /**
   * What a message says that announces one object, each part as it stands there, the key decoded:
   * the object, or that no object can be named so.
   */
  static Notification created(
      @Nullable String bucket,
      @Nullable String key,
      @Nullable String versionId,
      @Nullable String eTag,
      @Nullable String bytes,
      @Nullable String owner) {
    if (bucket == null || bucket.isEmpty() || bucket.length() > LONGEST_BUCKET) {
      return Notification.unreadable("no bucket");
    }
    if (key == null
        || key.isEmpty()
        || key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
      return Notification.unreadable("no key");
    }
    return new Notification.Objects(
        List.of(
            new NotifiedObject(
                bucket,
                key,
                versionId == null || versionId.isEmpty() || versionId.equals("null")
                    ? null
                    : versionId,
                eTag == null || eTag.isEmpty() ? null : eTag.replace("\"", ""),
                size(bytes),
                owner)));
  }

  private static long size(@Nullable String bytes) {
    try {
      return bytes == null ? -1 : Long.parseLong(bytes);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

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
