package dev.weir.filter;

import dev.weir.account.Fate;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Finds the calls that Weir itself made, in logs of AWS: those of its principals that it makes to
 * read, to write and to settle. Any other call under its name is somebody else's, and stays.
 * Thread-safe.
 */
public final class OwnCalls {
  /** What drops of them are counted under. */
  public static final Fate.Filtered FATE = new Fate.Filtered("own_call");

  /** The types that such calls are in. */
  public static final Set<String> TYPES = Set.of("aws.cloudtrail", "aws.s3access");

  /** Names of CloudTrail, of operations in S3's access logs. */
  private static final Set<String> CALLS =
      Set.of(
          "GetObject",
          "HeadObject",
          "HeadBucket",
          "ListObjects",
          "ListObjectsV2",
          "PutObject",
          "CopyObject",
          "DeleteObject",
          "GetObjectTagging",
          "PutObjectTagging",
          "ReceiveMessage",
          "DeleteMessage",
          "DeleteMessageBatch",
          "ChangeMessageVisibility",
          "ChangeMessageVisibilityBatch",
          "GetQueueAttributes",
          "AssumeRole",
          "GetCallerIdentity",
          "Decrypt",
          "GenerateDataKey",
          "REST.GET.OBJECT",
          "REST.HEAD.OBJECT",
          "REST.HEAD.BUCKET",
          "REST.GET.BUCKET",
          "REST.PUT.OBJECT",
          "REST.COPY.OBJECT",
          "REST.COPY.OBJECT_GET",
          "REST.DELETE.OBJECT",
          "REST.GET.OBJECT_TAGGING",
          "REST.PUT.OBJECT_TAGGING");

  private static final List<FieldPath> PRINCIPALS =
      FieldPath.listOf(
          List.of(
              "userIdentity.arn", "userIdentity.sessionContext.sessionIssuer.arn", "requester"));
  private static final List<FieldPath> NAMES = FieldPath.listOf(List.of("eventName", "operation"));

  /** Whole principals; one that ends with a slash has all sessions of a role. */
  private volatile byte[][] principals = new byte[0][];

  /**
   * Takes the principals that are Weir's.
   *
   * @param arns of users and roles; a session of a role stands for all of its sessions
   */
  public void are(Set<String> arns) {
    principals =
        arns.stream()
            .flatMap(arn -> OwnPrincipal.forms(arn).stream())
            .distinct()
            .map(form -> form.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
  }

  /** Whether the record is of such a call. {@code value} is scratch. */
  public boolean has(LogEvent event, FieldValue value) throws MsgpackException {
    byte[][] own = principals;
    if (own.length == 0) {
      return false;
    }
    for (FieldPath path : PRINCIPALS) {
      if (event.find(path, value) && value.isText() && isOwn(own, value)) {
        return isCall(event, value);
      }
    }
    return false;
  }

  private static boolean isOwn(byte[][] own, FieldValue value) {
    for (byte[] each : own) {
      boolean sessions = each[each.length - 1] == '/';
      if (sessions ? startsWith(value, each) : value.textEquals(each)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(FieldValue value, byte[] prefix) {
    if (value.length() < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (value.bytes()[value.at() + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCall(LogEvent event, FieldValue value) throws MsgpackException {
    for (FieldPath path : NAMES) {
      if (event.find(path, value) && value.isText()) {
        return CALLS.contains(value.text());
      }
    }
    return false;
  }
}
