package dev.weir.source.aws;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tells what AWS refuses for the caller's sake from what it refuses for the request's. */
public final class CallerRefused {
  /**
   * What S3 refuses for the caller's credentials, signature or clock, whatever is asked for: its
   * list of error codes.
   */
  private static final Set<String> CODES =
      Set.of(
          "AccountProblem",
          "AuthorizationHeaderMalformed",
          "ExpiredToken",
          "InvalidAccessKeyId",
          "InvalidSecurity",
          "InvalidToken",
          "MissingSecurityHeader",
          "NotSignedUp",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "SignatureDoesNotMatch",
          "TokenRefreshRequired");

  private CallerRefused() {}

  /** Whether the same request may well be answered once the caller is in order. */
  public static boolean is(AwsServiceException e) {
    return CODES.contains(code(e));
  }

  /** The code of the error; empty where the answer has none, as that to a HEAD. */
  public static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }
}
