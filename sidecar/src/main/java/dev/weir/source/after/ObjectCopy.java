package dev.weir.source.after;

import dev.weir.units.ByteSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Copies an object within its bucket; in parts where it is larger than one request may copy. */
final class ObjectCopy {
  private static final ByteSize LIMIT = ByteSize.parse("5GiB");
  private static final ByteSize PART = ByteSize.parse("1GiB");

  private final S3Client s3;
  private final long limitBytes;
  private final long partBytes;

  ObjectCopy(S3Client s3) {
    this(s3, LIMIT, PART);
  }

  ObjectCopy(S3Client s3, ByteSize limit, ByteSize part) {
    this.s3 = s3;
    this.limitBytes = limit.bytes();
    this.partBytes = part.bytes();
  }

  /**
   * Copies the object as {@code head} tells it, on condition that it stays that one.
   *
   * @param to the new key
   */
  void copy(SettledObject object, HeadObjectResponse head, String to) {
    long bytes = head.contentLength() == null ? 0 : head.contentLength();
    if (bytes > limitBytes) {
      copyInParts(object, head, bytes, to);
      return;
    }
    s3.copyObject(
        request ->
            request
                .sourceBucket(object.bucket())
                .sourceKey(object.key())
                .sourceVersionId(object.versionId())
                .copySourceIfMatch(head.eTag())
                .expectedSourceBucketOwner(object.expectedOwner())
                .destinationBucket(object.bucket())
                .destinationKey(to)
                .storageClass(head.storageClassAsString())
                .expectedBucketOwner(object.expectedOwner()));
  }

  private void copyInParts(SettledObject object, HeadObjectResponse head, long bytes, String to) {
    String upload =
        s3.createMultipartUpload(
                request ->
                    request
                        .bucket(object.bucket())
                        .key(to)
                        .contentType(head.contentType())
                        .contentEncoding(head.contentEncoding())
                        .metadata(head.metadata())
                        .storageClass(head.storageClassAsString())
                        .expectedBucketOwner(object.expectedOwner()))
            .uploadId();
    boolean whole = false;
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long from = 0; from < bytes; from += partBytes) {
        long last = Math.min(bytes, from + partBytes) - 1;
        parts.add(part(object, head.eTag(), to, upload, parts.size() + 1, from, last));
      }
      s3.completeMultipartUpload(
          request ->
              request
                  .bucket(object.bucket())
                  .key(to)
                  .uploadId(upload)
                  .expectedBucketOwner(object.expectedOwner())
                  .multipartUpload(done -> done.parts(parts)));
      whole = true;
    } finally {
      if (!whole) {
        abort(object, to, upload);
      }
    }
  }

  private CompletedPart part(
      SettledObject object,
      @Nullable String eTag,
      String to,
      String upload,
      int number,
      long from,
      long last) {
    String copied =
        s3.uploadPartCopy(
                request ->
                    request
                        .sourceBucket(object.bucket())
                        .sourceKey(object.key())
                        .sourceVersionId(object.versionId())
                        .copySourceIfMatch(eTag)
                        .copySourceRange("bytes=" + from + "-" + last)
                        .expectedSourceBucketOwner(object.expectedOwner())
                        .destinationBucket(object.bucket())
                        .destinationKey(to)
                        .uploadId(upload)
                        .partNumber(number)
                        .expectedBucketOwner(object.expectedOwner()))
            .copyPartResult()
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(copied).build();
  }

  /**
   * Parts that nobody completes would be paid for; a failure here leaves them to a lifecycle rule.
   */
  private void abort(SettledObject object, String to, String upload) {
    try {
      s3.abortMultipartUpload(
          request ->
              request
                  .bucket(object.bucket())
                  .key(to)
                  .uploadId(upload)
                  .expectedBucketOwner(object.expectedOwner()));
    } catch (RuntimeException e) {
      // What made the copy fail is thrown already, and says more.
    }
  }
}
