package dev.weir.generate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/**
 * CloudTrail files in AWS's own form and key layout: one line {@code {"Records":[…]}}, gzip,
 * records of about 1.5 KB with an eventID of their own.
 */
public final class CloudTrailGenerator implements LogGenerator {
  private static final Duration SPAN = Duration.ofSeconds(15);
  private static final DateTimeFormatter FOLDERS =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String NAME_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final SplittableRandom random;
  private final int recordsPerFile;
  private final String account;
  private final String region;
  private final CloudTrailIdentity identity;

  /**
   * A generator of its own sequence of files.
   *
   * @param seed the same seed gives the same files
   * @param recordsPerFile records in each file
   * @param account the account of the trail, 12 digits
   * @param region the region of the trail
   */
  public CloudTrailGenerator(long seed, int recordsPerFile, String account, String region) {
    this.random = new SplittableRandom(seed);
    this.recordsPerFile = recordsPerFile;
    this.account = account;
    this.region = region;
    this.identity = new CloudTrailIdentity(random, account);
  }

  @Override
  public GeneratedFile next(Instant end) {
    StringBuilder json = new StringBuilder(recordsPerFile * 1600).append("{\"Records\":[");
    for (int i = 0; i < recordsPerFile; i++) {
      Instant time = end.minus(SPAN).plusMillis(i * SPAN.toMillis() / recordsPerFile);
      json.append(i == 0 ? "" : ",");
      event(json, time.truncatedTo(ChronoUnit.SECONDS));
    }
    byte[] plain = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    return new GeneratedFile(
        key(end),
        Gzip.compress(plain),
        new Truth(1, recordsPerFile, plain.length, new TreeMap<>()));
  }

  private String key(Instant end) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      id.append(NAME_LETTERS.charAt(random.nextInt(NAME_LETTERS.length())));
    }
    return "AWSLogs/%s/CloudTrail/%s/%s/%s_CloudTrail_%s_%s_%s.json.gz"
        .formatted(account, region, FOLDERS.format(end), account, region, MINUTE.format(end), id);
  }

  private void event(StringBuilder json, Instant time) {
    CloudTrailCall call = CloudTrailCall.ALL.get(random.nextInt(CloudTrailCall.ALL.size()));
    json.append("{\"eventVersion\":\"1.11\",\"userIdentity\":");
    identity.append(json, call, time);
    text(json, "eventTime", time.toString());
    text(json, "eventSource", call.service() + ".amazonaws.com");
    text(json, "eventName", call.name());
    text(json, "awsRegion", region);
    text(json, "sourceIPAddress", "203.0.113." + random.nextInt(1, 255));
    text(
        json,
        "userAgent",
        "aws-cli/2.22.7 md/awscrt#0.23.4 ua/2.0 os/linux#6.1.119 md/arch#x86_64 lang/python#3.12.6"
            + " md/pyimpl#CPython cfg/retry-mode#standard md/prompt#off md/command#"
            + call.service()
            + "."
            + call.name().toLowerCase(Locale.ROOT));
    if (random.nextInt(12) == 0) {
      text(json, "errorCode", "AccessDenied");
      text(
          json,
          "errorMessage",
          "User is not authorized to perform: "
              + call.service()
              + ":"
              + call.name()
              + " because no identity-based policy allows the action");
    }
    json.append(",\"requestParameters\":").append(fill(call.request()));
    json.append(",\"responseElements\":").append(fill(call.response()));
    text(json, "requestID", uuid());
    text(json, "eventID", uuid());
    json.append(",\"readOnly\":").append(call.readOnly());
    boolean isSignIn = call.name().equals(CloudTrailCall.SIGN_IN);
    if (isSignIn) {
      json.append(",\"additionalEventData\":{\"MobileVersion\":\"No\",\"MFAUsed\":\"Yes\"}");
    }
    text(json, "eventType", isSignIn ? "AwsConsoleSignIn" : "AwsApiCall");
    json.append(",\"managementEvent\":true");
    text(json, "recipientAccountId", account);
    text(json, "eventCategory", "Management");
    json.append(
            ",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":"
                + "\"TLS_AES_128_GCM_SHA256\",\"clientProvidedHostHeader\":\"")
        .append(call.service())
        .append('.')
        .append(region)
        .append(".amazonaws.com\"}}");
  }

  /** In the patterns of calls, # is a random hex digit and @ the account. */
  private String fill(String pattern) {
    StringBuilder filled = new StringBuilder(pattern.length() + 32);
    for (int i = 0; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '#' -> filled.append(Character.forDigit(random.nextInt(16), 16));
        case '@' -> filled.append(account);
        default -> filled.append(pattern.charAt(i));
      }
    }
    return filled.toString();
  }

  private String uuid() {
    // Version 4 and the IETF variant in their bits, like a real one.
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private static void text(StringBuilder json, String field, String value) {
    json.append(",\"").append(field).append("\":\"").append(value).append('"');
  }
}
