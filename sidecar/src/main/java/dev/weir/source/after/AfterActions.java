package dev.weir.source.after;

import dev.weir.source.aws.CallerRefused;
import dev.weir.thread.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Tags, moves or deletes settled objects of a bucket. Each action may be repeated: what is done
 * already is no error, and what took the object's place is left alone. Thread-safe.
 */
public final class AfterActions {
  private static final int ATTEMPTS = 3;

  private final S3Client s3;
  private final AfterSettlement what;
  private final ObjectCopy copy;
  private final Backoff backoff;

  public AfterActions(S3Client s3, AfterSettlement what) {
    this(s3, what, new ObjectCopy(s3), Duration.ofSeconds(1));
  }

  AfterActions(S3Client s3, AfterSettlement what, ObjectCopy copy, Duration firstPause) {
    this.s3 = s3;
    this.what = what;
    this.copy = copy;
    this.backoff = Backoff.exact(firstPause, firstPause.multipliedBy(4));
  }

  /** What is done. */
  public AfterSettlement what() {
    return what;
  }

  /** Does it, trying again where S3 fails, with growing pauses. */
  public AfterResult apply(SettledObject object) throws InterruptedException {
    AfterResult result = attempt(object);
    for (int i = 1; i < ATTEMPTS && result == AfterResult.UNAVAILABLE; i++) {
      // Backs off, fourfold each time: S3 refused for now.
      backoff.sleep(2 * i - 1);
      result = attempt(object);
    }
    return result;
  }

  private AfterResult attempt(SettledObject object) throws InterruptedException {
    try {
      switch (what) {
        case AfterSettlement.Keep _ -> {
          return AfterResult.DONE;
        }
        case AfterSettlement.Tag(String key, String value, AfterWhen _) -> tag(object, key, value);
        case AfterSettlement.Move(String prefix, AfterWhen _) -> {
          HeadObjectResponse head = head(object);
          copy.copy(object, head, freeKey(object, head, prefix + object.key()));
          delete(object);
        }
        case AfterSettlement.Delete _ -> delete(object);
      }
      return AfterResult.DONE;
    } catch (SdkException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while S3 was asked");
      }
      return resultOf(object, e);
    }
  }

  /** The object as it lies there, on condition that it is still the one that was settled. */
  private HeadObjectResponse head(SettledObject object) {
    return s3.headObject(
        request ->
            request
                .bucket(object.bucket())
                .key(object.key())
                .versionId(object.versionId())
                .ifMatch(quoted(object.eTag()))
                .expectedBucketOwner(object.expectedOwner()));
  }

  /**
   * Where the object may go. In a bucket without versions a copy takes the place of what lies
   * there, and that can be an earlier object of the same key: then the ETag is put behind the key.
   */
  private String freeKey(SettledObject object, HeadObjectResponse head, String key) {
    if (object.versionId() != null) {
      return key;
    }
    try {
      String there =
          s3.headObject(
                  request ->
                      request
                          .bucket(object.bucket())
                          .key(key)
                          .expectedBucketOwner(object.expectedOwner()))
              .eTag();
      // An equal one is of an earlier attempt that could not delete the object afterwards.
      return there.equals(head.eTag()) ? key : key + "." + head.eTag().replace("\"", "");
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return key;
      }
      throw e;
    }
  }

  private void tag(SettledObject object, String key, String value) {
    head(object);
    List<Tag> tags =
        new ArrayList<>(
            s3.getObjectTagging(
                    request ->
                        request
                            .bucket(object.bucket())
                            .key(object.key())
                            .versionId(object.versionId())
                            .expectedBucketOwner(object.expectedOwner()))
                .tagSet());
    tags.removeIf(tag -> tag.key().equals(key));
    tags.add(Tag.builder().key(key).value(value).build());
    s3.putObjectTagging(
        request ->
            request
                .bucket(object.bucket())
                .key(object.key())
                .versionId(object.versionId())
                .expectedBucketOwner(object.expectedOwner())
                .tagging(tagging -> tagging.tagSet(tags)));
  }

  private void delete(SettledObject object) {
    if (object.versionId() == null) {
      // Not each server that speaks S3 knows conditional deletes: asked first, both are safe.
      head(object);
    }
    s3.deleteObject(
        request ->
            request
                .bucket(object.bucket())
                .key(object.key())
                .versionId(object.versionId())
                .ifMatch(object.versionId() == null ? quoted(object.eTag()) : null)
                .expectedBucketOwner(object.expectedOwner()));
  }

  static @Nullable String quoted(@Nullable String eTag) {
    return eTag == null ? null : '"' + eTag + '"';
  }

  /** Whether one who may read the object is refused that as well, for reasons that pass. */
  private boolean isCallerRefused(SettledObject object) {
    try {
      s3.getObject(
              request ->
                  request
                      .bucket(object.bucket())
                      .key(object.key())
                      .versionId(object.versionId())
                      .expectedBucketOwner(object.expectedOwner()))
          .abort();
      return true;
    } catch (SdkException e) {
      return !(e instanceof S3Exception refusal) || CallerRefused.is(refusal);
    }
  }

  private AfterResult resultOf(SettledObject object, SdkException e) {
    if (!(e instanceof S3Exception refusal)) {
      return AfterResult.UNAVAILABLE;
    }
    if (CallerRefused.is(refusal)) {
      return AfterResult.UNAVAILABLE;
    }
    int status = refusal.statusCode();
    boolean forbidden = status == 400 || status == 401 || status == 403;
    if (forbidden && CallerRefused.code(refusal).isEmpty() && isCallerRefused(object)) {
      // The answer to a HEAD has no words; that to a GET does.
      return AfterResult.UNAVAILABLE;
    }
    return switch (status) {
      case 404 -> AfterResult.ABSENT;
      case 412 -> AfterResult.OVERWRITTEN;
      case 0, 408, 409, 429 -> AfterResult.UNAVAILABLE;
      default -> status >= 500 && status != 501 ? AfterResult.UNAVAILABLE : AfterResult.REFUSED;
    };
  }
}
