package dev.weir.notify;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Says what it means for a message that AWS did not take it. */
final class AwsOutcome {
  private static final int SHOWN_CHARACTERS = 300;

  /** AWS is busy, or another write is under way. */
  private static final Set<String> BUSY =
      Set.of(
          "KMSThrottling",
          "KMSThrottlingException",
          "LimitExceededException",
          "ProvisionedThroughputExceededException",
          "ReplicatedWriteConflictException",
          "RequestLimitExceeded",
          "Throttled",
          "ThrottledException",
          "Throttling",
          "ThrottlingException",
          "TransactionConflictException");

  /** The credentials or the clock are not in order; the message is. */
  private static final Set<String> CALLER =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "InvalidSecurity",
          "RequestExpired",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "AuthorizationError",
          "AuthorizationErrorException");

  private static final Set<String> MISSING =
      Set.of("NotFound", "NotFoundException", "ResourceNotFoundException");

  private final String name;
  private final String what;
  private final String resource;
  private final String advice;

  /**
   * Of one destination.
   *
   * @param what the resource is, such as {@code topic}
   * @param resource its name or ARN
   * @param advice what to look at if AWS does not understand the message
   */
  AwsOutcome(String name, String what, String resource, String advice) {
    this.name = name;
    this.what = what;
    this.resource = resource;
    this.advice = advice;
  }

  /**
   * What a failure means.
   *
   * @param action what was tried, as policies call it
   */
  Sent of(RuntimeException failure, String action) {
    return switch (failure) {
      case StsException sts -> role(sts);
      case AwsServiceException service -> answered(service, action);
      case ApiCallTimeoutException late -> later("AWS does not answer in time");
      case ApiCallAttemptTimeoutException late -> later("AWS does not answer in time");
      case IllegalArgumentException mistaken ->
          refused(shown(mistaken), "Mend the settings of the destination.");
      default -> later("AWS is not reached: " + shown(failure));
    };
  }

  /** A reason that the destination itself gives. */
  Sent.Refused refused(String why, String advice) {
    return new Sent.Refused(start() + why + ". " + advice);
  }

  /** Another reason to try again. */
  Sent.Later later(String why) {
    return new Sent.Later(Optional.empty(), start() + why + ". Weir sends the message later.");
  }

  private Sent answered(AwsServiceException failure, String action) {
    String code = code(failure);
    int status = failure.statusCode();
    if (BUSY.contains(code) || failure.isThrottlingException() || status == 429) {
      return later("AWS takes no more for now (" + code + ")");
    }
    if (status >= 500) {
      return later("AWS has trouble of its own (status " + status + ", " + code + ")");
    }
    if (CALLER.contains(code) || failure.isClockSkewException()) {
      return later("AWS does not accept the credentials (" + code + ")");
    }
    if (code.startsWith("KMS")) {
      return refused(
          "KMS does not encrypt the message (" + code + ")",
          "Allow kms:GenerateDataKey* and kms:Decrypt on the key of the "
              + what
              + " "
              + resource
              + ", and see that the key is enabled.");
    }
    if (DENIED.contains(code)) {
      return refused(
          "AWS denies " + action + " on the " + what + " " + resource,
          "Allow it in the policy of the role that Weir runs in, or of `role_arn`. If the "
              + what
              + " is in another account, its own policy has to allow it too.");
    }
    if (MISSING.contains(code)) {
      return refused(
          "There is no " + what + " " + resource,
          "Make it, or mend its name and `region` in the configuration.");
    }
    return refused(
        "AWS refuses "
            + action
            + " on the "
            + what
            + " "
            + resource
            + " ("
            + code
            + ": "
            + shown(message(failure))
            + ")",
        advice);
  }

  private Sent role(StsException failure) {
    if (failure.isThrottlingException() || failure.statusCode() >= 500) {
      return later("STS takes no more for now (" + code(failure) + ")");
    }
    if (CALLER.contains(code(failure)) || failure.isClockSkewException()) {
      return later("AWS does not accept the credentials (" + code(failure) + ")");
    }
    return refused(
        "The role in `role_arn` cannot be assumed (" + code(failure) + ")",
        "Allow sts:AssumeRole on it, and let its trust policy name the role that Weir runs in.");
  }

  private String start() {
    return "Destination " + name + ": ";
  }

  private static String code(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return details == null || details.errorCode() == null
        ? "status " + failure.statusCode()
        : details.errorCode();
  }

  private static String message(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return details == null || details.errorMessage() == null ? "" : details.errorMessage();
  }

  private static String shown(RuntimeException failure) {
    String message = failure.getMessage();
    return shown(message == null ? failure.getClass().getSimpleName() : message);
  }

  private static String shown(String text) {
    return SentText.line(text, SHOWN_CHARACTERS);
  }
}
