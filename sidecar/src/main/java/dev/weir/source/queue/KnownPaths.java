package dev.weir.source.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that messages are searched for, as a tree: what a message holds besides is passed over,
 * however deep it goes.
 */
final class KnownPaths {
  /** A dot leads into an object, {@code []} into the elements of an array. */
  private static final List<String> PATHS =
      List.of(
          // An envelope of SNS, and batches of such, and of messages of SQS, as Lambda gets them.
          "Type",
          "TopicArn",
          "Message",
          "Records[].EventSource",
          "Records[].Sns.Message",
          "Records[].body",
          // S3's own events.
          "Event",
          "Records[].eventSource",
          "Records[].eventName",
          "Records[].s3.bucket.name",
          "Records[].s3.object.key",
          "Records[].s3.object.versionId",
          "Records[].s3.object.eTag",
          "Records[].s3.object.size",
          // S3's events by EventBridge, and Security Lake's.
          "source",
          "detail-type",
          "account",
          "detail.bucket.name",
          "detail.object.key",
          "detail.object.version-id",
          "detail.object.etag",
          "detail.object.size",
          // Calls that CloudTrail recorded, by EventBridge.
          "detail.eventSource",
          "detail.eventName",
          "detail.errorCode",
          "detail.readOnly",
          "detail.requestParameters.bucketName",
          "detail.requestParameters.key",
          "detail.responseElements.x-amz-version-id",
          "detail.resources[].type",
          "detail.resources[].ARN",
          "detail.resources[].accountId",
          // Notices of delivery, of CloudTrail and Config.
          "messageType",
          "s3Bucket",
          "s3ObjectKey",
          "s3ObjectKey[]");

  static final KnownPaths ROOT = of(PATHS);

  private final Map<String, KnownPaths> members = new HashMap<>();
  private @Nullable String text;
  private @Nullable String list;
  private @Nullable KnownPaths element;

  private KnownPaths() {}

  /** What is known below the member of that name, null if nothing is. */
  @Nullable KnownPaths member(String name) {
    return members.get(name);
  }

  /** The path under which a text, number or boolean here is remembered; null if it is not. */
  @Nullable String text() {
    return text;
  }

  /** The path under which the elements of an array here are remembered; null if they are not. */
  @Nullable String list() {
    return list;
  }

  /** What is known of each element of an array here. */
  @Nullable KnownPaths element() {
    return element;
  }

  private static KnownPaths of(List<String> paths) {
    KnownPaths root = new KnownPaths();
    paths.forEach(root::add);
    return root;
  }

  private void add(String path) {
    int array = path.indexOf("[]");
    KnownPaths at = this;
    String own = array < 0 ? path : path.substring(0, array);
    for (int from = 0; from >= 0; ) {
      int dot = own.indexOf('.', from);
      String name = dot < 0 ? own.substring(from) : own.substring(from, dot);
      at = at.members.computeIfAbsent(name, unused -> new KnownPaths());
      from = dot < 0 ? -1 : dot + 1;
    }
    if (array < 0) {
      at.text = own;
      return;
    }
    at.list = own;
    KnownPaths each = at.element == null ? new KnownPaths() : at.element;
    at.element = each;
    String below = path.substring(array + 2);
    if (below.isEmpty()) {
      each.text = "";
    } else {
      each.add(below.substring(1));
    }
  }
}
