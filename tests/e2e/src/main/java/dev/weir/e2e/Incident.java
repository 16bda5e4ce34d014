package dev.weir.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.generate.GeneratedFile;
import dev.weir.generate.Truth;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What an attacker with the password of a user does within six minutes, as CloudTrail tells it. A
 * rule that ships with Weir matches each of the calls.
 */
final class Incident {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "123456789012";

  /** A call, and the id of the rule that tells of it. */
  private record Call(String rule, String service, String name, String details) {}

  private static final List<Call> CALLS =
      List.of(
          new Call(
              "9d657f55-738f-49da-90da-ea2090ed2d14",
              "signin",
              "ConsoleLogin",
              """
              {"additionalEventData":{"MFAUsed":"No"},"responseElements":{"ConsoleLogin":"Success"}}
              """),
          new Call(
              "1cf8cbe2-172f-41c5-8b01-67b641a085e5",
              "iam",
              "CreateAccessKey",
              """
              {"requestParameters":{"userName":"backup"}}
              """),
          new Call(
              "677e8a75-02a0-4a19-a2f9-1741bb19dcfe",
              "cloudtrail",
              "StopLogging",
              """
              {"requestParameters":{"name":"management-events"}}
              """),
          new Call(
              "cacc3d49-e7ac-4cb9-8533-f74dfcb264be",
              "guardduty",
              "DeleteDetector",
              """
              {"requestParameters":{"detectorId":"12abc34d567e8fa901bc2d34e56789f0"}}
              """),
          new Call(
              "5f057284-2730-47fa-b785-a05c15a4e4a7",
              "ec2",
              "AuthorizeSecurityGroupIngress",
              """
              {"requestParameters":{"groupId":"sg-0123456789abcdef0","ipPermissions":{"items":[
                {"ipProtocol":"tcp","fromPort":22,"toPort":22,
                 "ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}}
              """),
          new Call(
              "437aa6f2-5e2e-495e-a984-46447cb14c99",
              "kms",
              "ScheduleKeyDeletion",
              """
              {"requestParameters":{"keyId":"1234abcd-12ab-34cd-56ef-1234567890ab",
               "pendingWindowInDays":7}}
              """));

  private Incident() {}

  /** The ids of the rules that have to raise alerts. */
  static Set<String> rules() {
    return CALLS.stream().map(Call::rule).collect(Collectors.toUnmodifiableSet());
  }

  /** The calls in one object, the last one at that time. */
  static GeneratedFile at(Instant end) {
    ObjectNode file = JSON.createObjectNode();
    ArrayNode records = file.putArray("Records");
    for (int i = 0; i < CALLS.size(); i++) {
      Instant time = end.minus(CALLS.size() - 1L - i, ChronoUnit.MINUTES);
      records.add(record(CALLS.get(i), time.truncatedTo(ChronoUnit.SECONDS)));
    }
    byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
    return new GeneratedFile(
        "AWSLogs/%s/CloudTrail/eu-west-1/incident.json".formatted(ACCOUNT),
        bytes,
        new Truth(1, CALLS.size(), bytes.length, new TreeMap<>()));
  }

  private static ObjectNode record(Call call, Instant time) {
    ObjectNode record = JSON.createObjectNode().put("eventVersion", "1.11");
    record
        .putObject("userIdentity")
        .put("type", "IAMUser")
        .put("principalId", "AIDAEXAMPLE1234567890")
        .put("arn", "arn:aws:iam::" + ACCOUNT + ":user/deploy")
        .put("accountId", ACCOUNT)
        .put("userName", "deploy");
    record
        .put("eventTime", time.toString())
        .put("eventSource", call.service() + ".amazonaws.com")
        .put("eventName", call.name())
        .put("awsRegion", "eu-west-1")
        .put("sourceIPAddress", "198.51.100.23")
        .put("userAgent", "Mozilla/5.0")
        .put("eventID", UUID.randomUUID().toString())
        .put("eventType", "AwsApiCall")
        .put("recipientAccountId", ACCOUNT)
        .put("eventCategory", "Management");
    try {
      return JSON.readerForUpdating(record).readValue(call.details());
    } catch (java.io.IOException e) {
      throw new IllegalStateException("the calls are JSON", e);
    }
  }
}
