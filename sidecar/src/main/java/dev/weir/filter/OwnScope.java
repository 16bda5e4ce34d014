package dev.weir.filter;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Weir calls in AWS, by its configuration. A call of its principals outside of this is
 * somebody else's. Immutable.
 */
public final class OwnScope {
  private static final Set<String> QUEUE_CALLS =
      Set.of(
          "ReceiveMessage",
          "DeleteMessage",
          "DeleteMessageBatch",
          "ChangeMessageVisibility",
          "ChangeMessageVisibilityBatch",
          "GetQueueAttributes");

  private final Map<String, List<OwnPlace>> places;
  private final Map<String, String> queues;
  private final Set<String> roles;

  /**
   * Takes what is configured.
   *
   * @param places where it reads and writes
   * @param queues its queues: their URLs, and how their ARNs end
   * @param roles ARNs of the roles that it assumes
   */
  public OwnScope(Collection<OwnPlace> places, Map<String, String> queues, Set<String> roles) {
    this.places = places.stream().collect(Collectors.groupingBy(OwnPlace::bucket));
    this.queues = Map.copyOf(queues);
    this.roles = Set.copyOf(roles);
  }

  /**
   * Whether it makes this call to S3, as CloudTrail names it.
   *
   * @param key null where the call names none
   */
  boolean s3(String call, String bucket, @Nullable String key) {
    return in(bucket).stream().anyMatch(place -> place.has(call, key));
  }

  /** Whether it makes this call to S3, as access logs name call and key. */
  boolean s3Logged(String operation, String bucket, @Nullable String key) {
    return in(bucket).stream().anyMatch(place -> place.hasEscaped(operation, key));
  }

  /** Whether it makes this call to SQS. */
  boolean sqs(String call, String queueUrl) {
    return QUEUE_CALLS.contains(call) && queues.containsKey(queueUrl);
  }

  /** Whether it assumes this role. */
  boolean assumes(String roleArn) {
    return roles.contains(roleArn);
  }

  /**
   * Whether a key of KMS is used for what it reads or writes.
   *
   * @param objectArn of an object in S3; with bucket keys, of its bucket
   */
  boolean kmsForS3(String call, String objectArn) {
    int at = objectArn.indexOf(":s3:::");
    if (at < 0) {
      return false;
    }
    String object = objectArn.substring(at + 6);
    int slash = object.indexOf('/');
    String bucket = slash < 0 ? object : object.substring(0, slash);
    String key = slash < 0 ? null : object.substring(slash + 1);
    return switch (call) {
      case "Decrypt" -> in(bucket).stream().anyMatch(place -> place.reads(key));
      case "GenerateDataKey" -> in(bucket).stream().anyMatch(place -> place.writes(key));
      default -> false;
    };
  }

  /** Whether a key of KMS is used for messages that it receives. */
  boolean kmsForSqs(String call, String queueArn) {
    return call.equals("Decrypt") && queues.values().stream().anyMatch(queueArn::endsWith);
  }

  private List<OwnPlace> in(String bucket) {
    return places.getOrDefault(bucket, List.of());
  }
}
