package dev.weir.deploy.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.deploy.Tool;
import dev.weir.deploy.stack.Deployed;
import dev.weir.deploy.stack.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The policies that the templates write themselves, as they depend on much in the template, are
 * those of {@code ec2/iam}, which Terraform reads.
 */
class TemplatePoliciesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "123456789012";
  private static final String SUFFIX = ACCOUNT + "-us-east-1";
  private static final String LOGS = "arn:aws:s3:::weir-logs-" + SUFFIX;
  private static final String DELIVERY = "arn:aws:s3:::aws-waf-logs-weir-" + SUFFIX;
  private static final String OUTPUT = "arn:aws:s3:::weir-output-" + SUFFIX;
  private static final String TRAIL = "arn:aws:cloudtrail:us-east-1:" + ACCOUNT + ":trail/";
  private static final String OTHER_TRAIL =
      "arn:aws:cloudtrail:us-east-1:444455556666:trail/theirs";
  private static final String QUEUE = "arn:aws:sqs:us-east-1:" + ACCOUNT + ":weir-objects";
  private static final String TOPIC = "arn:aws:sns:us-east-1:" + ACCOUNT + ":weir-objects";

  /** What both forms fill in. */
  private static final Map<String, Object> VALUES =
      Map.ofEntries(
          Map.entry("Name", "weir"),
          Map.entry("AWS::Partition", "aws"),
          Map.entry("AWS::Region", "us-east-1"),
          Map.entry("AWS::AccountId", ACCOUNT),
          Map.entry("BucketArn", LOGS),
          Map.entry("DeliveryBucketArn", DELIVERY),
          Map.entry("OutputBucketArn", OUTPUT),
          Map.entry("AccessLogBucketArn", "arn:aws:s3:::weir-access-" + SUFFIX),
          Map.entry("AnnouncingBucketArns", List.of(LOGS, DELIVERY)),
          Map.entry("LoggedBucketArns", List.of(LOGS, DELIVERY, OUTPUT)),
          Map.entry("TrailArn", TRAIL + "weir"),
          Map.entry("TrailArns", List.of(TRAIL + "weir")),
          Map.entry("TrailObjectArns", List.of(LOGS + "/AWSLogs/" + ACCOUNT + "/*")),
          Map.entry("OtherTrailArns", List.of(OTHER_TRAIL)),
          Map.entry("OtherBucketArns", List.of("arn:aws:s3:::their-logs")),
          Map.entry("OtherAccounts", List.of("444455556666")),
          Map.entry("QueueArn", QUEUE),
          Map.entry("DeadLetterQueueArn", QUEUE + "-dead"),
          Map.entry("ObjectTopicArn", TOPIC),
          Map.entry("IdentityPoolId", "pool"),
          Map.entry("UserPoolArn", "arn:of:users"),
          Map.entry("DashboardsRoleArn", "arn:of:role"),
          Map.entry("TopicArn", "arn:aws:sns:us-east-1:" + ACCOUNT + ":weir-alerts"));

  private static final Map<String, Boolean> PLAIN =
      Map.of(
          "SomeTrail", true,
          "OtherTrails", false,
          "OtherBuckets", false,
          "FanOut", false,
          "Direct", true,
          "LogDelivery", true,
          "Waf", true,
          "Flow", true,
          "Alb", true);

  @Test
  void agreeInAPlainStack() {
    Deployed logs = deployed("logs.yaml", Map.of());

    assertAgree("log-bucket-policy.json", logs, "LogBucketPolicy", Map.of(), Map.of());
    assertAgree("delivery-bucket-policy.json", logs, "DeliveryBucketPolicy", Map.of(), Map.of());
    assertAgree("output-bucket-policy.json", logs, "OutputBucketPolicy", Map.of(), Map.of());
    assertAgree("access-log-bucket-policy.json", logs, "AccessLogBucketPolicy", Map.of(), Map.of());
    assertAgree("queue-policy.json", logs, "QueuePolicy", Map.of(), Map.of());
    assertAgree("dead-letter-queue-policy.json", logs, "DeadLetterQueuePolicy", Map.of(), Map.of());
  }

  @Test
  void agreeInAStackOfManyChoices() {
    Deployed logs =
        deployed(
            "logs.yaml",
            Map.of(
                "Encryption", "kms",
                "Notification", "sns",
                "Trail", "organization",
                "OrganizationId", "o-exampleorgid",
                "OtherTrailArns", OTHER_TRAIL,
                "OtherBucketArns", "arn:aws:s3:::their-logs",
                "OtherAccounts", "444455556666",
                "FlowLogs", "no",
                "AlbLogs", "no"));
    Map<String, Boolean> choices =
        Map.of(
            "OtherTrails", true,
            "OtherBuckets", true,
            "FanOut", true,
            "Direct", false,
            "Flow", false,
            "Alb", false);
    Map<String, Object> values =
        Map.of(
            "TrailArns",
            List.of(TRAIL + "weir", OTHER_TRAIL),
            "TrailObjectArns",
            List.of(LOGS + "/AWSLogs/" + ACCOUNT + "/*", LOGS + "/AWSLogs/o-exampleorgid/*"));

    assertAgree("log-bucket-policy.json", logs, "LogBucketPolicy", values, choices);
    assertAgree("delivery-bucket-policy.json", logs, "DeliveryBucketPolicy", values, choices);
    assertAgree("queue-policy.json", logs, "QueuePolicy", values, choices);
    assertAgree("dead-letter-queue-policy.json", logs, "DeadLetterQueuePolicy", values, choices);
    assertAgree("object-topic-policy.json", logs, "TopicPolicy", values, choices);
    assertAgree("logs-key-policy.json", logs, "Key", values, choices);
  }

  @Test
  void agreeForAlertsAndSearch() {
    Deployed alerts = deployed("alerts.yaml", Map.of());
    Deployed search =
        deployed(
            "search.yaml",
            Map.of("VpcId", "vpc-1", "SubnetIds", "a,b", "SearchSecurityGroupId", "sg-1"));

    assertAgree("alerts-key-policy.json", alerts, "Key", Map.of(), Map.of());
    assertAgree("topic-policy.json", alerts, "TopicPolicy", Map.of(), Map.of());
    assertAgree("domain-policy.json", search, "Domain", Map.of(), Map.of());
    assertAgree("search-log-policy.json", search, "LogPolicy", Map.of(), Map.of());
  }

  @Test
  void agreeForTheRolesOfCognito() {
    Deployed search =
        deployed(
            "search.yaml",
            Map.of(
                "VpcId", "vpc-1",
                "SubnetIds", "a,b",
                "SearchSecurityGroupId", "sg-1",
                "Cognito", "yes",
                "IdentityPool", "pool",
                "UserPool.Arn", "arn:of:users",
                "DashboardsRole.Arn", "arn:of:role"));

    assertAgree("dashboards.json", search, "DashboardsRole", Map.of(), Map.of());
    assertAgree("cognito-access.json", search, "CognitoAccessRole", Map.of(), Map.of());
  }

  private static Deployed deployed(String template, Map<String, String> parameters) {
    return Template.read(Tool.ROOT.resolve("ec2").resolve(template)).deploy(parameters);
  }

  private static void assertAgree(
      String file,
      Deployed stack,
      String resource,
      Map<String, Object> values,
      Map<String, Boolean> choices) {
    Map<String, Object> filled = new HashMap<>(VALUES);
    filled.putAll(values);
    Map<String, Boolean> chosen = new HashMap<>(PLAIN);
    chosen.putAll(choices);
    String yaml =
        String.join("\n", new CloudFormationForm(Map.of()).lines(PolicyFile.named(file), 0));
    JsonNode ours = JSON.valueToTree(new TemplateValues(filled, chosen).read(yaml));

    assertEquals(
        normal(ours).toPrettyString(),
        normal(document(stack, resource)).toPrettyString(),
        file + " and " + resource);
  }

  private static JsonNode document(Deployed stack, String resource) {
    JsonNode properties = stack.resource(resource).path("Properties");
    for (String name : List.of("PolicyDocument", "KeyPolicy", "AccessPolicies")) {
      JsonNode document = properties.path(name);
      if (document.isTextual()) {
        try {
          return JSON.readTree(document.asText());
        } catch (JsonProcessingException e) {
          throw new IllegalArgumentException(resource, e);
        }
      }
      if (document.isObject()) {
        return document;
      }
    }
    // A role: who takes it, and what it may do.
    ObjectNode role = JSON.createObjectNode();
    for (String name : List.of("AssumeRolePolicyDocument", "Policies")) {
      role.set(name, properties.path(name));
    }
    return role;
  }

  /** With keys and lists in order, without Sids, and a list of one string as the string. */
  private static JsonNode normal(JsonNode json) {
    if (json.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      json.properties().forEach(field -> sorted.put(field.getKey(), normal(field.getValue())));
      sorted.remove("Sid");
      return JSON.valueToTree(sorted);
    }
    if (json.isArray()) {
      Map<String, JsonNode> elements = new TreeMap<>();
      json.forEach(
          element -> {
            JsonNode each = normal(element);
            elements.put(each.toString(), each);
          });
      List<JsonNode> list = new ArrayList<>(elements.values());
      return list.size() == 1 && list.getFirst().isTextual()
          ? list.getFirst()
          : JSON.valueToTree(list);
    }
    return JSON.getNodeFactory().textNode(json.asText());
  }
}
