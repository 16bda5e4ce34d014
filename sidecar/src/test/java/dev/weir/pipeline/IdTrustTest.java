package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.account.ObjectVersion;
import dev.weir.pipeline.IdTrust.Ids;
import dev.weir.pipeline.IdTrust.Place;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdTrustTest {
  private static final String TRAIL =
      "AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/02/x.json.gz";

  @ParameterizedTest
  @CsvSource({
    "aws.cloudtrail, AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/02/x, 123456789012",
    "aws.cloudtrail, AWSLogs/o-abc123/210987654321/CloudTrail/eu-west-1/2026/01/02/x, 210987654321",
    "aws.cloudtrail, o-abcde12345/AWSLogs/o-abcde12345/210987654321/CloudTrail/us-east-1/2026/01/02/x,"
        + " 210987654321",
    "aws.cloudtrail, team/trail/AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/02/x, 123456789012",
    "aws.cloudtrail, team/AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/02/x, 123456789012",
    // A prefix that nobody configured, another service's folder, no account, no layout.
    "aws.cloudtrail, uploads/AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/02/x, ",
    "aws.cloudtrail, AWSLogs/123456789012/uploads/CloudTrail/eu-west-1/2026/01/02/x, ",
    "aws.cloudtrail, AWSLogs/123456789012/Config/eu-west-1/2026/1/2/ConfigHistory/x, ",
    "aws.cloudtrail, AWSLogs/12345678901/CloudTrail/eu-west-1/2026/01/02/x, ",
    "aws.cloudtrail, x.json.gz, ",
    "aws.cloudtrail.insight, AWSLogs/123456789012/CloudTrail-Insight/eu-west-1/2026/01/02/x,"
        + " 123456789012",
    "aws.cloudtrail.insight, AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/02/x, ",
    "aws.config, AWSLogs/123456789012/Config/eu-west-1/2026/1/2/ConfigHistory/x, 123456789012",
    "aws.guardduty, AWSLogs/123456789012/GuardDuty/eu-west-1/2026/01/02/x.jsonl.gz, 123456789012",
    "aws.securityhub, AWSLogs/123456789012/SecurityHub/eu-west-1/2026/01/02/x, ",
    "aws.waf, AWSLogs/123456789012/WAFLogs/eu-west-1/acl/2026/01/02/x, "
  })
  void believesTheKeysOfAwsAlone(String type, String key, @Nullable String account) {
    IdTrust trust =
        new IdTrust(
            List.of(new Place("logs", List.of("team/trail/", "AWSLogs", "o-", "x"), Ids.OF_KEYS)),
            Set.of());
    IdTrust inTeam =
        new IdTrust(List.of(new Place("logs", List.of("team/AWSLogs/1"), Ids.OF_KEYS)), Set.of());

    String found = account(trust, "logs", key, type);

    assertEquals(account, key.startsWith("team/AWS") ? account(inTeam, "logs", key, type) : found);
  }

  @Test
  void believesNoPrefixThatNobodyConfigured() {
    IdTrust whole = new IdTrust(List.of(new Place("logs", List.of(), Ids.OF_KEYS)), Set.of());

    assertNull(account(whole, "logs", "uploads/" + TRAIL, "aws.cloudtrail"));
    assertEquals("123456789012", account(whole, "logs", TRAIL, "aws.cloudtrail"));
  }

  @Test
  void believesNoPrefixInABucketThatNobodyConfigured() {
    assertNull(account(IdTrust.OF_KEYS, "theirs", "uploads/" + TRAIL, "aws.cloudtrail"));
    assertEquals("123456789012", account(IdTrust.OF_KEYS, "theirs", TRAIL, "aws.cloudtrail"));
  }

  @Test
  void believesOnlyTheAccountsOfTheConfiguration() {
    Place place = new Place("logs", List.of(), Ids.OF_KEYS);

    assertEquals(
        "123456789012",
        account(
            new IdTrust(List.of(place), Set.of("123456789012")), "logs", TRAIL, "aws.cloudtrail"));
    assertNull(
        account(
            new IdTrust(List.of(place), Set.of("210987654321")), "logs", TRAIL, "aws.cloudtrail"));
  }

  @Test
  void believesWhatTheConfigurationSaysOfAPlace() {
    IdTrust trust =
        new IdTrust(
            List.of(
                new Place("logs", List.of("hub/"), Ids.ALL),
                new Place("logs", List.of("AWSLogs/"), Ids.NONE)),
            Set.of());

    IdGrant all = trust.grant(ObjectVersion.of("logs", "hub/x", "1"), type("aws.securityhub"));

    assertNotNull(all);
    assertNull(all.account());
    assertNull(trust.grant(ObjectVersion.of("logs", TRAIL, "1"), type("aws.cloudtrail")));
    assertNull(trust.grant(ObjectVersion.of("logs", "hub/x", "1"), type("aws.waf")));
  }

  private static @Nullable String account(IdTrust trust, String bucket, String key, String type) {
    IdGrant grant = trust.grant(ObjectVersion.of(bucket, key, "1"), type(type));
    return grant == null
        ? null
        : new String(Objects.requireNonNull(grant.account()), StandardCharsets.US_ASCII);
  }

  private static LogType type(String name) {
    return Objects.requireNonNull(LogTypes.shipped().named(name));
  }
}
