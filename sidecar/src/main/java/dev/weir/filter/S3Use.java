package dev.weir.filter;

import org.jspecify.annotations.Nullable;

/** What Weir does with objects. */
public enum S3Use {
  /** Reads an object. */
  READ,
  /** Puts an object there, and asks whether the bucket is there. */
  WRITE,
  /** Tags an object. */
  TAG,
  /** Copies an object within its bucket: away from here, or to here. */
  COPY,
  /** Deletes an object. */
  DELETE,
  /** Lists the bucket. */
  LIST;

  /** The use of a call, as CloudTrail or an access log of S3 names it; null of any other. */
  static @Nullable S3Use of(String call) {
    return switch (call) {
      case "GetObject", "HeadObject", "REST.GET.OBJECT", "REST.HEAD.OBJECT" -> READ;
      case "PutObject", "HeadBucket", "REST.PUT.OBJECT", "REST.HEAD.BUCKET" -> WRITE;
      case "GetObjectTagging",
          "PutObjectTagging",
          "REST.GET.OBJECT_TAGGING",
          "REST.PUT.OBJECT_TAGGING" ->
          TAG;
      case "CopyObject",
          "UploadPartCopy",
          "CreateMultipartUpload",
          "CompleteMultipartUpload",
          "AbortMultipartUpload",
          "REST.COPY.OBJECT",
          "REST.COPY.OBJECT_GET",
          "REST.COPY.PART",
          "REST.COPY.PART_GET",
          "REST.POST.UPLOADS",
          "REST.POST.UPLOAD",
          "REST.DELETE.UPLOAD" ->
          COPY;
      case "DeleteObject", "REST.DELETE.OBJECT" -> DELETE;
      case "ListObjects",
          "ListObjectsV2",
          "ListObjectVersions",
          "GetBucketVersioning",
          "REST.GET.BUCKET",
          "REST.GET.BUCKETVERSIONS",
          "REST.GET.VERSIONING" ->
          LIST;
      default -> null;
    };
  }
}
