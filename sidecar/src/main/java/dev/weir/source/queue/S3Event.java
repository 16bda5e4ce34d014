package dev.weir.source.queue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of S3's own events, as S3 sends them to a queue or a topic ("Event message structure" and
 * "Supported event types" in its user guide). Stores that speak S3 send the same.
 */
final class S3Event {
  /** Of the events whose name begins so, none says that an object was created. */
  private static final Map<String, String> KINDS_WITHOUT_OBJECT =
      Map.of(
          "ObjectRemoved", "object_removed",
          "LifecycleExpiration", "object_removed",
          "LifecycleTransition", "storage_class",
          "IntelligentTiering", "storage_class",
          "ObjectTagging", "object_tags",
          "ObjectAcl", "object_acl",
          "ObjectAccessed", "object_accessed",
          "Replication", "replication",
          "ReducedRedundancyLostObject", "object_lost");

  private S3Event() {}

  /**
   * What it says.
   *
   * @throws IllegalArgumentException if the key is not encoded as S3 does it
   */
  static Notification read(Fields event) {
    if (!event.textOrEmpty("eventSource").endsWith(":s3")) {
      return new Notification.Other("other_source", event.textOrEmpty("eventSource"));
    }
    String sent = event.textOrEmpty("eventName");
    String name = sent.startsWith("s3:") ? sent.substring(3) : sent;
    if (name.startsWith("ObjectCreated:") || name.equals("ObjectRestore:Completed")) {
      return created(event);
    }
    String kind = kindWithoutObject(name);
    return kind == null
        ? new Notification.Other("unknown_s3_event", sent)
        : new Notification.Nothing(kind);
  }

  private static @Nullable String kindWithoutObject(String name) {
    if (name.equals("ObjectRestore:Post") || name.equals("ObjectRestore:Delete")) {
      return "object_restore";
    }
    int colon = name.indexOf(':');
    return KINDS_WITHOUT_OBJECT.get(colon < 0 ? name : name.substring(0, colon));
  }

  private static Notification created(Fields event) {
    String key = event.text("s3.object.key");
    return NotifiedObject.created(
        event.text("s3.bucket.name"),
        // S3 encodes keys like a form: a space is a plus.
        key == null ? null : URLDecoder.decode(key, StandardCharsets.UTF_8),
        event.text("s3.object.versionId"),
        event.text("s3.object.eTag"),
        event.text("s3.object.size"),
        null);
  }
}
