package dev.weir.source.queue;

import java.util.Map;

/**
 * An event of EventBridge ("EventBridge event message structure" in S3's user guide). Security
 * Lake's notices have the same form without a {@code detail-type}.
 */
final class EventBridgeEvent {
  private static final Map<String, String> KINDS_WITHOUT_OBJECT =
      Map.of(
          "Object Deleted", "object_removed",
          "Object Restore Initiated", "object_restore",
          "Object Restore Expired", "object_restore",
          "Object Tags Added", "object_tags",
          "Object Tags Deleted", "object_tags",
          "Object ACL Updated", "object_acl",
          "Object Storage Class Changed", "storage_class",
          "Object Access Tier Changed", "storage_class");

  private EventBridgeEvent() {}

  static Notification read(Fields event) {
    String type = event.text("detail-type");
    if (!event.has("source", "aws.s3")) {
      return new Notification.Other("other_source", event.textOrEmpty("source"));
    }
    if (type == null) {
      return securityLake(event);
    }
    if (type.equals("AWS API Call via CloudTrail")) {
      return ApiCall.read(event);
    }
    if (type.equals("Object Created") || type.equals("Object Restore Completed")) {
      return created(event);
    }
    String kind = KINDS_WITHOUT_OBJECT.get(type);
    return kind == null
        ? new Notification.Other("unknown_eventbridge_event", type)
        : new Notification.Nothing(kind);
  }

  /** Only what lies in a bucket has an ETag: no removal takes this form. */
  private static Notification securityLake(Fields event) {
    return event.text("detail.object.etag") == null
        ? new Notification.Other("unknown_eventbridge_event", "")
        : created(event);
  }

  private static Notification created(Fields event) {
    return NotifiedObject.created(
        event.text("detail.bucket.name"),
        // EventBridge gives the key as it is.
        event.text("detail.object.key"),
        event.text("detail.object.version-id"),
        event.text("detail.object.etag"),
        event.text("detail.object.size"),
        event.text("account"));
  }
}
