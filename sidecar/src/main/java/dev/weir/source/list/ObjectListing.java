package dev.weir.source.list;

import dev.weir.source.queue.NotifiedObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Lists a prefix in the order of its keys, one page of at most a thousand at a time. In a bucket
 * with versions each version is an object, as each has its own notification. Not thread-safe.
 */
public final class ObjectListing {
  private final S3Client s3;
  private final String bucket;
  private final String prefix;
  private final @Nullable String expectedOwner;
  private final DayRange days;
  private @Nullable Boolean versioned;
  private @Nullable String afterKey;
  private @Nullable String afterVersion;
  private boolean ended;

  /**
   * A listing that asks for nothing before {@link #next}.
   *
   * @param expectedOwner the account that must own the bucket, or null
   * @param days what keys may name; others are jumped over, as far as they fill pages
   */
  public ObjectListing(
      S3Client s3, String bucket, String prefix, @Nullable String expectedOwner, DayRange days) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
    this.expectedOwner = expectedOwner;
    this.days = days;
  }

  /**
   * The next page, which may be empty; null after the last.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if S3 does not tell
   */
  public @Nullable List<ListedObject> next() {
    if (ended) {
      return null;
    }
    Boolean known = versioned;
    boolean versions = known == null ? isVersioned() : known;
    versioned = versions;
    return versions ? versions() : objects();
  }

  private List<ListedObject> objects() {
    ListObjectsV2Response page =
        s3.listObjectsV2(
            request ->
                request
                    .bucket(bucket)
                    .prefix(prefix)
                    .startAfter(afterKey)
                    .expectedBucketOwner(expectedOwner));
    List<ListedObject> objects =
        page.contents().stream()
            .map(each -> listed(each.key(), null, each.eTag(), each.size(), each.lastModified()))
            .toList();
    goOn(objects, Boolean.TRUE.equals(page.isTruncated()));
    return objects;
  }

  private List<ListedObject> versions() {
    ListObjectVersionsResponse page =
        s3.listObjectVersions(
            request ->
                request
                    .bucket(bucket)
                    .prefix(prefix)
                    .keyMarker(afterKey)
                    .versionIdMarker(afterVersion)
                    .expectedBucketOwner(expectedOwner));
    List<ListedObject> objects =
        page.versions().stream()
            .map(
                each ->
                    listed(
                        each.key(),
                        "null".equals(each.versionId()) ? null : each.versionId(),
                        each.eTag(),
                        each.size(),
                        each.lastModified()))
            .toList();
    String nextKey = page.nextKeyMarker();
    boolean more = Boolean.TRUE.equals(page.isTruncated()) && nextKey != null;
    ended = !more;
    if (more) {
      String target = days.next(nextKey);
      afterVersion = target.equals(nextKey) ? page.nextVersionIdMarker() : null;
      afterKey = target;
    }
    return objects;
  }

  private void goOn(List<ListedObject> page, boolean more) {
    ended = !more || page.isEmpty();
    if (!ended) {
      afterKey = days.next(page.getLast().object().key());
    }
  }

  private ListedObject listed(
      String key,
      @Nullable String versionId,
      @Nullable String eTag,
      @Nullable Long bytes,
      @Nullable Instant lastModified) {
    return new ListedObject(
        new NotifiedObject(
            bucket,
            key,
            versionId,
            eTag == null ? null : eTag.replace("\"", ""),
            bytes == null ? -1 : bytes,
            null),
        lastModified == null ? Instant.EPOCH : lastModified);
  }

  /** Who may not ask lists the newest versions; the GET of each tells which that is. */
  private boolean isVersioned() {
    try {
      return s3.getBucketVersioning(
                  request -> request.bucket(bucket).expectedBucketOwner(expectedOwner))
              .status()
          != null;
    } catch (S3Exception e) {
      if (e.statusCode() >= 500 && e.statusCode() != 501) {
        throw e;
      }
      return false;
    }
  }
}
