package dev.weir.deploy.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.weir.deploy.Tool;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each call that Weir makes is allowed by the policies of the host, its neighbours are not, and the
 * policies allow no action that nobody needs.
 */
@ExtendWith(LabExtension.class)
class RightsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Actions that the flows cannot show, and who needs them. */
  private static final Map<String, String> NOT_RECORDED =
      Map.ofEntries(
          Map.entry("kms:Decrypt", "S3, SQS, SSM and others call KMS for Weir, not Weir itself"),
          Map.entry("kms:GenerateDataKey", "S3 and SNS call KMS for Weir"),
          Map.entry("es:ESHttpGet", "the lab's OpenSearch takes requests without a signature"),
          Map.entry("es:ESHttpPost", "the same"),
          Map.entry("es:ESHttpPut", "the same"),
          Map.entry("es:ESHttpDelete", "the same"),
          Map.entry("aoss:APIAccessAll", "the same"),
          Map.entry("sts:AssumeRole", "only with an OpenSearch domain of another account"),
          Map.entry("secretsmanager:GetSecretValue", "the first boot reads the fleet key"),
          Map.entry("ssm:GetParameter", "the first boot reads the fleet key"),
          Map.entry("cloudwatch:PutMetricData", "the CloudWatch agent"),
          Map.entry("logs:CreateLogStream", "the CloudWatch agent"),
          Map.entry("logs:DescribeLogStreams", "the CloudWatch agent"),
          Map.entry("logs:PutLogEvents", "the CloudWatch agent"),
          Map.entry("ssm:UpdateInstanceInformation", "the SSM agent"),
          Map.entry("ssmmessages:CreateControlChannel", "the SSM agent"),
          Map.entry("ssmmessages:CreateDataChannel", "the SSM agent"),
          Map.entry("ssmmessages:OpenControlChannel", "the SSM agent"),
          Map.entry("ssmmessages:OpenDataChannel", "the SSM agent"),
          Map.entry("autoscaling:CompleteLifecycleAction", "weir-lifecycle, when it has drained"),
          Map.entry(
              "autoscaling:RecordLifecycleActionHeartbeat", "weir-lifecycle, while it drains"),
          Map.entry("autoscaling:SetInstanceHealth", "weir-health"),
          Map.entry("cloudformation:SignalResource", "weir-first-boot, by cfn-signal"));

  private static List<ApiCall> calls = List.of();

  @TempDir static Path folder;

  @BeforeAll
  static void recordTheCalls(Lab lab) throws IOException {
    PolicySimulator.open();
    Set<String> awaited = new TreeSet<>(HostPolicies.read().actions().keySet());
    awaited.removeAll(NOT_RECORDED.keySet());
    try (RecordedFlows flows = new RecordedFlows(lab, folder)) {
      calls = flows.run(awaited);
    }
  }

  @Test
  void allowsEachCallOfWeir() throws IOException {
    PolicySimulator simulator = PolicySimulator.open();
    List<String> denied = new ArrayList<>();
    for (String bucket : buckets()) {
      List<ApiCall> made = callsWith(bucket);
      for (PolicySimulator.Answer answer :
          simulator.host(made, policies(bucket, choices(bucket)))) {
        if (!answer.allowed()) {
          denied.add(answer.toString());
        }
        assertEquals(List.of(), answer.ignored(), answer::toString);
      }
    }
    assertEquals(List.of(), denied);
  }

  @Test
  void deniesTheNeighboursOfEachCall() throws IOException {
    PolicySimulator simulator = PolicySimulator.open();
    List<String> allowed = new ArrayList<>();
    for (String bucket : buckets()) {
      List<ApiCall> neighbours =
          callsWith(bucket).stream().flatMap(RightsTest::neighbours).distinct().toList();
      assertTrue(neighbours.size() > 20, neighbours::toString);
      simulator.host(neighbours, policies(bucket, choices(bucket))).stream()
          .filter(PolicySimulator.Answer::allowed)
          .forEach(answer -> allowed.add(answer.toString()));
    }
    assertEquals(List.of(), allowed);
  }

  @Test
  void deniesWhatItsChoiceDoesNotNeed() throws IOException {
    assertDenied("AfterDelete", call -> call.action().startsWith("s3:Delete"));
    assertDenied("AfterTag", call -> call.action().matches("s3:(Get|Put)Object(Version)?Tagging"));
    assertDenied(
        "Sweep", call -> call.action().matches("s3:(GetBucketVersioning|ListBucketVersions)"));
    assertDenied("Output", call -> call.name().equals(RecordedFlows.OUTPUT));
  }

  @Test
  void allowsNoActionThatNobodyNeeds() {
    Map<String, String> unused = new TreeMap<>(HostPolicies.read().actions());
    calls.forEach(call -> unused.remove(call.action()));
    unused.keySet().removeAll(NOT_RECORDED.keySet());
    assertEquals(Map.of(), unused);

    Set<String> unknown = new TreeSet<>(NOT_RECORDED.keySet());
    unknown.removeAll(HostPolicies.read().actions().keySet());
    assertEquals(Set.of(), unknown, "no policy has them any more");
    Set<String> recorded = new TreeSet<>(NOT_RECORDED.keySet());
    recorded.retainAll(calls.stream().map(ApiCall::action).toList());
    assertEquals(Set.of(), recorded, "they are recorded now");
  }

  /** What other services and scripts call, or what the lab takes unsigned, written down by hand. */
  @Test
  void narrowsWhatTheLabCannotShow() throws IOException {
    String key = "arn:aws:kms:us-east-1:123456789012:key/logs";
    ApiCall decrypt =
        new ApiCall("kms:Decrypt", key, Map.of("kms:ViaService", "s3.us-east-1.amazonaws.com"));
    ApiCall search =
        new ApiCall(
            "es:ESHttpPost", "arn:aws:es:us-east-1:123456789012:domain/weir/_bulk", Map.of());
    ApiCall parameter =
        new ApiCall(
            "ssm:GetParameter",
            "arn:aws:ssm:us-east-1:123456789012:parameter/weir/fleet-key",
            Map.of());
    List<ApiCall> needed = List.of(decrypt, search, parameter);
    List<ApiCall> neighbours =
        List.of(
            new ApiCall("kms:Decrypt", key, Map.of()),
            decrypt.with("kms:ViaService", "ec2.us-east-1.amazonaws.com"),
            decrypt.on(key + "-2"),
            new ApiCall("kms:ScheduleKeyDeletion", key, decrypt.keys()),
            search.on("arn:aws:es:us-east-1:123456789012:domain/weir-2/_bulk"),
            new ApiCall(
                "es:UpdateDomainConfig", "arn:aws:es:us-east-1:123456789012:domain/weir", Map.of()),
            parameter.on(parameter.resource() + "-2"),
            new ApiCall("ssm:PutParameter", parameter.resource(), Map.of()));
    PolicySimulator simulator = PolicySimulator.open();
    Set<String> chosen = Set.of("Key", "Domain", "FleetKeyInSsm");

    for (var answer : simulator.host(needed, policies("logs-keep", chosen))) {
      assertTrue(answer.allowed(), answer::toString);
    }
    for (var answer : simulator.host(needed, policies("logs-keep", Set.of()))) {
      assertFalse(answer.allowed(), answer::toString);
    }
    for (var answer : simulator.host(neighbours, policies("logs-keep", chosen))) {
      assertFalse(answer.allowed(), answer::toString);
    }
  }

  /** The policy of docs/security.md is the one for objects that Weir moves. */
  @Test
  void allowsToMoveObjectsByThePolicyOfTheDocs() throws IOException {
    String page = Files.readString(Tool.ROOT.resolve("docs/security.md"));
    String policy =
        Stream.of(page.split("```json"))
            .filter(block -> block.contains("MoveObjectsFrom"))
            .filter(block -> block.contains("\"Statement\""))
            .map(block -> block.substring(0, block.indexOf("```")))
            .findFirst()
            .orElseThrow();
    PolicySimulator simulator = PolicySimulator.open();
    for (String bucket : List.of("logs-move", "logs-move-versions")) {
      JsonNode documents = JSON.createArrayNode().add(JSON.readTree(filled(policy, bucket)));
      List<ApiCall> moved =
          calls.stream()
              .filter(
                  call ->
                      call.name().equals(bucket)
                          || call.resource().startsWith("arn:aws:sqs")
                          || call.name().equals(RecordedFlows.OUTPUT))
              .toList();
      for (PolicySimulator.Answer answer : simulator.host(moved, documents)) {
        assertTrue(answer.allowed(), answer::toString);
      }
    }
  }

  private static String filled(String policy, String bucket) {
    return policy
        .replace("REGION:ACCOUNT:QUEUE", "us-east-1:123456789012:" + RecordedFlows.QUEUE)
        .replace("LOG-BUCKET/PREFIX/", bucket + "/" + RecordedFlows.PREFIX)
        .replace("LOG-BUCKET/AFTER-PREFIX/", bucket + "/" + RecordedFlows.MOVED)
        .replace("LOG-BUCKET", bucket)
        .replace("LETTER-BUCKET/LETTER-PREFIX", RecordedFlows.OUTPUT + "/weir/dead-letters")
        .replace("LETTER-BUCKET", RecordedFlows.OUTPUT)
        .replace("LIST-BUCKET/LIST-PREFIX", RecordedFlows.OUTPUT + "/monitored-events")
        .replace("RULE-BUCKET/RULE-PREFIX", RecordedFlows.OUTPUT + "/rules")
        .replace("RULE-BUCKET", RecordedFlows.OUTPUT)
        .replace("OTHER-ACCOUNT", "444455556666")
        .replace("REGION", "us-east-1")
        .replace("ACCOUNT", PolicySimulator.ACCOUNT);
  }

  private static void assertDenied(String choice, Predicate<ApiCall> chosen) throws IOException {
    PolicySimulator simulator = PolicySimulator.open();
    int seen = 0;
    for (String bucket : buckets()) {
      Set<String> others = new TreeSet<>(choices(bucket));
      if (others.remove(choice)) {
        List<ApiCall> made = callsWith(bucket).stream().filter(chosen).toList();
        for (PolicySimulator.Answer answer : simulator.host(made, policies(bucket, others))) {
          assertFalse(answer.allowed(), answer::toString);
        }
        seen += made.size();
      }
    }
    assertTrue(seen > 0, () -> "no call shows the choice " + choice);
  }

  /** Calls that differ in one thing from what Weir does. */
  private static Stream<ApiCall> neighbours(ApiCall call) {
    List<ApiCall> neighbours = new ArrayList<>();
    String resource = call.resource();
    if (call.action().startsWith("s3:")) {
      neighbours.add(call.on(resource.replace(call.name(), "somebodys-bucket")));
      neighbours.add(call.on(resource.replace(call.name(), call.name() + "-2")));
      neighbours.add(call.with("s3:ResourceAccount", "444455556666"));
      if (resource.contains("/")) {
        String bucket = resource.substring(0, resource.indexOf('/') + 1);
        neighbours.add(call.on(bucket + "other/key.json"));
        neighbours.add(call.on(bucket + "weir.yaml"));
      } else if (call.name().equals(RecordedFlows.OUTPUT)) {
        neighbours.add(call.with("s3:prefix", "other/"));
        neighbours.add(call.with("s3:prefix", ""));
      }
    } else {
      neighbours.add(call.on(resource + "-2"));
      neighbours.add(call.on(resource.replace("weir-", "other-").replace("Security", "Other")));
      neighbours.add(call.on(resource.replace("123456789012", "444455556666")));
      neighbours.add(call.on(resource.replace("us-east-1", "eu-west-1")));
    }
    if (call.action().equals("sqs:ReceiveMessage")) {
      for (String action : List.of("sqs:PurgeQueue", "sqs:SendMessage", "sqs:SetQueueAttributes")) {
        neighbours.add(new ApiCall(action, resource, call.keys()));
      }
    }
    if (call.action().equals("dynamodb:PutItem")) {
      for (String action : List.of("dynamodb:GetItem", "dynamodb:DeleteItem", "dynamodb:Scan")) {
        neighbours.add(new ApiCall(action, resource, Map.of()));
      }
    }
    return neighbours.stream().filter(neighbour -> !neighbour.equals(call));
  }

  /** Those that the stack has a choice for: it moves no objects. */
  private static List<String> buckets() {
    return RecordedFlows.BUCKETS.stream().filter(bucket -> !bucket.contains("move")).toList();
  }

  /** The calls of a Weir that has this bucket alone. */
  private static List<ApiCall> callsWith(String bucket) {
    return calls.stream()
        .filter(call -> call.name().equals(bucket) || !RecordedFlows.BUCKETS.contains(call.name()))
        .toList();
  }

  private static Set<String> choices(String bucket) {
    Set<String> choices = new TreeSet<>(Set.of("Sweep", "Output"));
    if (bucket.startsWith("logs-tag")) {
      choices.add("AfterTag");
    }
    if (bucket.startsWith("logs-delete")) {
      choices.add("AfterDelete");
    }
    return choices;
  }

  private static ArrayNode policies(String bucket, Set<String> choices) {
    return HostPolicies.read()
        .documents(
            choices,
            Map.ofEntries(
                one("Name", "weir"),
                one("Partition", "aws"),
                one("Region", RecordedFlows.REGION),
                one("UrlSuffix", "amazonaws.com"),
                one("AccountId", PolicySimulator.ACCOUNT),
                one("BucketOwner", PolicySimulator.ACCOUNT),
                one("QueueArn", "arn:aws:sqs:us-east-1:123456789012:" + RecordedFlows.QUEUE),
                one(
                    "SourceObjectArns",
                    "arn:aws:s3:::" + bucket + "/" + RecordedFlows.PREFIX + "*"),
                one("SourceBucketArns", "arn:aws:s3:::" + bucket),
                one("OutputBucketArn", "arn:aws:s3:::" + RecordedFlows.OUTPUT),
                one("TopicArn", RecordedFlows.TOPIC),
                one(
                    "TableArn",
                    "arn:aws:dynamodb:us-east-1:123456789012:table/" + RecordedFlows.TABLE),
                one("KmsKeyArns", "arn:aws:kms:us-east-1:123456789012:key/logs"),
                one("DomainArn", "arn:aws:es:us-east-1:123456789012:domain/weir"),
                one("FleetKeyParameter", "/weir/fleet-key"),
                one("LogGroupName", "/weir/hosts"),
                one("StackId", "arn:aws:cloudformation:us-east-1:123456789012:stack/weir/1")));
  }

  private static Map.Entry<String, List<String>> one(String name, String value) {
    return Map.entry(name, List.of(value));
  }
}
