package dev.weir.source.fetch;

import dev.weir.source.aws.CallerRefused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** GetObject of S3. */
final class S3RangeReader implements RangeReader {
  private final S3Client s3;

  S3RangeReader(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public RangeBody open(ObjectAddress address, long offset, @Nullable String ifMatch)
      throws FetchException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .versionId(address.versionId())
            .expectedBucketOwner(address.expectedOwner())
            .ifMatch(ifMatch);
    if (offset > 0) {
      request.range("bytes=" + offset + "-");
    }
    ResponseInputStream<GetObjectResponse> body;
    try {
      body = s3.getObject(request.build());
    } catch (SdkException e) {
      throw new FetchException(reasonOf(e), e);
    }
    GetObjectResponse head = body.response();
    long length = head.contentLength() == null ? 0 : head.contentLength();
    String range = head.contentRange();
    if (offset > 0 && (range == null || !range.startsWith("bytes " + offset + "-"))) {
      body.abort();
      throw new FetchException(FetchException.Reason.UNAVAILABLE, null);
    }
    Instant lastModified = head.lastModified() == null ? Instant.EPOCH : head.lastModified();
    String eTag = head.eTag() == null ? "" : head.eTag();
    return new RangeBody(body, body::abort, eTag, versionOf(head), offset + length, lastModified);
  }

  /** A bucket without versioning says null in letters for objects from before or without it. */
  private static @Nullable String versionOf(GetObjectResponse head) {
    String version = head.versionId();
    return version == null || version.isEmpty() || version.equals("null") ? null : version;
  }

  private static FetchException.Reason reasonOf(SdkException e) {
    if (!(e instanceof S3Exception s3)) {
      return FetchException.Reason.UNAVAILABLE;
    }
    AwsErrorDetails details = s3.awsErrorDetails();
    String code = CallerRefused.code(s3);
    if (CallerRefused.is(s3)) {
      return FetchException.Reason.UNAVAILABLE;
    }
    return switch (s3.statusCode()) {
      case 404 -> notFound(code);
      case 405 ->
          isDeleteMarker(details) ? FetchException.Reason.GONE : FetchException.Reason.UNAVAILABLE;
      case 412 -> FetchException.Reason.OVERWRITTEN;
      case 403 ->
          "InvalidObjectState".equals(code)
              ? FetchException.Reason.ARCHIVED
              : FetchException.Reason.DENIED;
      // KMS refuses with 400 and a code of its own.
      case 400, 401 -> FetchException.Reason.DENIED;
      default -> FetchException.Reason.UNAVAILABLE;
    };
  }

  /** Only S3 itself may say that there is nothing to read: a proxy's 404 has no code of S3. */
  private static FetchException.Reason notFound(String code) {
    return switch (code) {
      case "NoSuchKey", "NoSuchVersion" -> FetchException.Reason.GONE;
      case "NoSuchBucket" -> FetchException.Reason.NO_BUCKET;
      default -> FetchException.Reason.UNAVAILABLE;
    };
  }

  /** A delete marker that is asked for by its version is answered with 405 and this header. */
  private static boolean isDeleteMarker(@Nullable AwsErrorDetails details) {
    return details != null
        && details.sdkHttpResponse() != null
        && details
            .sdkHttpResponse()
            .firstMatchingHeader("x-amz-delete-marker")
            .filter("true"::equals)
            .isPresent();
  }
}
