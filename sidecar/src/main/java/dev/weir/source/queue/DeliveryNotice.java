package dev.weir.source.queue;

import java.util.ArrayList;
import java.util.List;

/**
 * What a service says that delivered objects by itself: CloudTrail to the topic of a trail, of one
 * or more log files, and Config to that of its delivery channel, of a snapshot or a history.
 */
final class DeliveryNotice {
  /** CloudTrail sends this to a topic when a trail is made or changed. */
  private static final String VALIDATION = "CloudTrail validation message.";

  private DeliveryNotice() {}

  static boolean isValidation(String body) {
    return body.equals(VALIDATION);
  }

  static Notification read(Fields notice) {
    String type = notice.text("messageType");
    if (type != null && !type.endsWith("DeliveryCompleted")) {
      return new Notification.Other("unknown_notice", type);
    }
    List<Fields> keys = notice.list("s3ObjectKey");
    List<Notification> objects = new ArrayList<>();
    if (keys == null) {
      objects.add(object(notice, notice, "s3ObjectKey"));
    } else {
      keys.forEach(key -> objects.add(object(notice, key, "")));
    }
    return Notification.all(objects);
  }

  private static Notification object(Fields notice, Fields keyed, String path) {
    return NotifiedObject.created(
        notice.text("s3Bucket"), keyed.text(path), null, null, null, null);
  }
}
