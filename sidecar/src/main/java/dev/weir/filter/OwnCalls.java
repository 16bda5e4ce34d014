package dev.weir.filter;

import dev.weir.account.Fate;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the calls that Weir itself made, in logs of AWS: those of its principals, of the kinds that
 * it makes, on what its configuration names. Any other call under its name is somebody else's, and
 * stays. Thread-safe.
 */
public final class OwnCalls {
  /** What drops of them are counted under. */
  public static final Fate.Filtered FATE = new Fate.Filtered("own_call");

  /** The types that such calls are in. */
  public static final Set<String> TYPES = Set.of("aws.cloudtrail", "aws.s3access");

  /** The last is all that the log of a bucket's account tells of a caller from another. */
  private static final List<FieldPath> PRINCIPALS =
      FieldPath.listOf(
          List.of(
              "userIdentity.arn",
              "userIdentity.sessionContext.sessionIssuer.arn",
              "requester",
              "userIdentity.principalId"));

  private static final FieldPath OPERATION = FieldPath.of("operation");
  private static final FieldPath LOGGED_BUCKET = FieldPath.of("bucket_name");
  private static final FieldPath LOGGED_KEY = FieldPath.of("key");

  private static final FieldPath SERVICE = FieldPath.of("eventSource");
  private static final FieldPath NAME = FieldPath.of("eventName");
  private static final FieldPath BUCKET = parameter("bucketName");
  private static final FieldPath KEY = parameter("key");
  private static final FieldPath COPIED = parameter("x-amz-copy-source");
  private static final FieldPath QUEUE = parameter("queueUrl");
  private static final FieldPath ROLE = parameter("roleArn");
  private static final FieldPath OF_OBJECT = parameter("encryptionContext.aws:s3:arn");
  private static final FieldPath OF_QUEUE = parameter("encryptionContext.aws:sqs:arn");

  private final OwnScope scope;

  /** Whole principals; one that ends with a slash or a colon has all sessions of a role. */
  private volatile byte[][] principals = new byte[0][];

  /** Finds the calls within this scope, once it is told whose they are. */
  public OwnCalls(OwnScope scope) {
    this.scope = scope;
  }

  /**
   * Takes the principals that are Weir's.
   *
   * @param names ARNs of users and roles, or their unique ids; a session of a role stands for all
   *     of its sessions
   */
  public void are(Set<String> names) {
    principals =
        names.stream()
            .flatMap(name -> OwnPrincipal.forms(name).stream())
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
      byte last = each[each.length - 1];
      boolean sessions = last == '/' || last == ':';
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

  private boolean isCall(LogEvent event, FieldValue value) throws MsgpackException {
    String call = text(event, NAME, value);
    if (call == null) {
      return isLogged(event, value);
    }
    String service = text(event, SERVICE, value);
    return service != null
        && switch (service) {
          case "s3.amazonaws.com" -> isS3(call, event, value);
          case "sqs.amazonaws.com" -> {
            String queue = text(event, QUEUE, value);
            yield queue != null && scope.sqs(call, queue);
          }
          case "kms.amazonaws.com" -> isKms(call, event, value);
          case "sts.amazonaws.com" -> {
            String role = text(event, ROLE, value);
            yield call.equals("AssumeRole") && role != null && scope.assumes(role);
          }
          default -> false;
        };
  }

  /** In an access log of S3. */
  private boolean isLogged(LogEvent event, FieldValue value) throws MsgpackException {
    String operation = text(event, OPERATION, value);
    String bucket = text(event, LOGGED_BUCKET, value);
    return operation != null
        && bucket != null
        && scope.s3Logged(operation, bucket, text(event, LOGGED_KEY, value));
  }

  private boolean isS3(String call, LogEvent event, FieldValue value) throws MsgpackException {
    String bucket = text(event, BUCKET, value);
    if (bucket == null || !scope.s3(call, bucket, text(event, KEY, value))) {
      return false;
    }
    // Weir copies within a bucket; from another one somebody else does.
    String copied = text(event, COPIED, value);
    return copied == null
        || copied.startsWith(bucket + "/")
        || copied.startsWith("/" + bucket + "/");
  }

  /** S3 and SQS use a key in the name of who reads or writes, and say for what. */
  private boolean isKms(String call, LogEvent event, FieldValue value) throws MsgpackException {
    String object = text(event, OF_OBJECT, value);
    if (object != null) {
      return scope.kmsForS3(call, object);
    }
    String queue = text(event, OF_QUEUE, value);
    return queue != null && scope.kmsForSqs(call, queue);
  }

  private static @Nullable String text(LogEvent event, FieldPath path, FieldValue value)
      throws MsgpackException {
    return event.find(path, value) && value.isText() ? value.text() : null;
  }

  private static FieldPath parameter(String name) {
    return FieldPath.of("requestParameters." + name);
  }
}
