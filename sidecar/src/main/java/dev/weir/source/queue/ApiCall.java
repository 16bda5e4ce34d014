package dev.weir.source.queue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of S3 that CloudTrail recorded and EventBridge delivers ({@code AWS API Call via
 * CloudTrail}); the record is CloudTrail's, "CloudTrail record contents" in its user guide. It
 * gives keys as they are, and tells no size.
 */
final class ApiCall {
  private static final Set<String> CREATING =
      Set.of("PutObject", "PostObject", "CopyObject", "CompleteMultipartUpload");

  /** Calls that write, but no object. Those that only read say so themselves. */
  private static final Set<String> CREATING_NONE =
      Set.of(
          "AbortMultipartUpload",
          "CreateMultipartUpload",
          "UploadPart",
          "UploadPartCopy",
          "DeleteObject",
          "DeleteObjects",
          "DeleteObjectTagging",
          "PutObjectAcl",
          "PutObjectLegalHold",
          "PutObjectRetention",
          "PutObjectTagging",
          "RestoreObject",
          "WriteGetObjectResponse",
          "CreateBucket",
          "DeleteBucket",
          "DeleteBucketCors",
          "DeleteBucketEncryption",
          "DeleteBucketLifecycle",
          "DeleteBucketOwnershipControls",
          "DeleteBucketPolicy",
          "DeleteBucketPublicAccessBlock",
          "DeleteBucketReplication",
          "DeleteBucketTagging",
          "DeleteBucketWebsite",
          "PutAccelerateConfiguration",
          "PutBucketAcl",
          "PutBucketCors",
          "PutBucketEncryption",
          "PutBucketLifecycle",
          "PutBucketLogging",
          "PutBucketNotification",
          "PutBucketObjectLockConfiguration",
          "PutBucketOwnershipControls",
          "PutBucketPolicy",
          "PutBucketPublicAccessBlock",
          "PutBucketReplication",
          "PutBucketRequestPayment",
          "PutBucketTagging",
          "PutBucketVersioning",
          "PutBucketWebsite");

  private ApiCall() {}

  static Notification read(Fields event) {
    String call = event.textOrEmpty("detail.eventName");
    if (!event.has("detail.eventSource", "s3.amazonaws.com")) {
      return new Notification.Other("other_source", event.textOrEmpty("detail.eventSource"));
    }
    if (!event.textOrEmpty("detail.errorCode").isEmpty()) {
      return new Notification.Nothing("failed_call");
    }
    if (CREATING.contains(call)) {
      return created(event, call);
    }
    return event.has("detail.readOnly", "true") || CREATING_NONE.contains(call)
        ? new Notification.Nothing("call_without_object")
        : new Notification.Other("unknown_api_call", call);
  }

  private static Notification created(Fields event, String call) {
    String bucket = event.text("detail.requestParameters.bucketName");
    String key = event.text("detail.requestParameters.key");
    // A record that grew too large for CloudTrail lacks its parameters. Of a copy it names the
    // source as well, and does not say which is which.
    String object = call.equals("CopyObject") ? null : onlyResource(event, "AWS::S3::Object");
    if (key == null && object != null && object.indexOf('/') > 0) {
      key = object.substring(object.indexOf('/') + 1);
      bucket = object.substring(0, object.indexOf('/'));
    }
    if (bucket == null || bucket.startsWith("arn:")) {
      // It was called by an access point.
      bucket = onlyResource(event, "AWS::S3::Bucket");
    }
    return NotifiedObject.created(
        bucket,
        key,
        event.text("detail.responseElements.x-amz-version-id"),
        null,
        null,
        owner(event, bucket));
  }

  /** What its ARN names behind the colons, if there is one of the type and no other. */
  private static @Nullable String onlyResource(Fields event, String type) {
    String only = null;
    for (Fields resource : resources(event)) {
      if (resource.has("type", type)) {
        if (only != null) {
          return null;
        }
        only = named(resource);
      }
    }
    return only;
  }

  /** The record's own account may be the caller's. */
  private static @Nullable String owner(Fields event, @Nullable String bucket) {
    for (Fields resource : resources(event)) {
      if (resource.has("type", "AWS::S3::Bucket") && named(resource).equals(bucket)) {
        return resource.text("accountId");
      }
    }
    return null;
  }

  private static List<Fields> resources(Fields event) {
    List<Fields> resources = event.list("detail.resources");
    return resources == null ? List.of() : resources;
  }

  private static String named(Fields resource) {
    String arn = resource.textOrEmpty("ARN");
    int name = arn.indexOf(":::");
    return name < 0 ? "" : arn.substring(name + 3);
  }
}
