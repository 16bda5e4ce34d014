package dev.weir.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weir.deploy.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The templates of {@code ec2}, and short ways to say which one with which parameters. */
final class StackTemplates {
  static final List<String> NAMES =
      List.of("main", "network", "logs", "search", "alerts", "compute", "alarms");

  /** What compute.yaml needs from the other templates. */
  private static final Map<String, String> FOR_COMPUTE =
      Map.ofEntries(
          Map.entry("SubnetIds", "subnet-0123456789abcdef0,subnet-0123456789abcdef1"),
          Map.entry("HostSecurityGroupId", "sg-0123456789abcdef0"),
          Map.entry("QueueUrl", "https://sqs.us-east-1.amazonaws.com/123456789012/weir-objects"),
          Map.entry("QueueArn", "arn:aws:sqs:us-east-1:123456789012:weir-objects"),
          Map.entry("QueueName", "weir-objects"),
          Map.entry("WeirBuckets", "trail/AWSLogs/,aws-waf-logs-weir/AWSLogs/"),
          Map.entry("SourceBucketArns", "arn:aws:s3:::trail,arn:aws:s3:::aws-waf-logs-weir"),
          Map.entry("SourceObjectArns", "arn:aws:s3:::trail/AWSLogs/*"),
          Map.entry("BucketOwner", "123456789012"),
          Map.entry("OpenSearchUrl", "https://vpc-weir-search.us-east-1.es.amazonaws.com"),
          Map.entry("DomainArn", "arn:aws:es:us-east-1:123456789012:domain/weir-search"),
          Map.entry("TopicArn", "arn:aws:sns:us-east-1:123456789012:weir-alerts"),
          Map.entry("TableName", "SecurityEvents"),
          Map.entry("TableArn", "arn:aws:dynamodb:us-east-1:123456789012:table/SecurityEvents"),
          Map.entry("OutputLocation", "s3://weir-output/weir"));

  private static final Map<String, String> FOR_SEARCH =
      Map.of(
          "VpcId", "vpc-0123456789abcdef0",
          "SubnetIds", "subnet-0123456789abcdef0,subnet-0123456789abcdef1,subnet-0123456789abcdef2",
          "SearchSecurityGroupId", "sg-0123456789abcdef1");

  private StackTemplates() {}

  static Template read(String name) {
    return Template.read(Tool.ROOT.resolve("ec2").resolve(name + ".yaml"));
  }

  /** The template with what the others would pass to it, and with the given parameters. */
  static Deployed with(String name, String... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    switch (name) {
      case "compute" -> values.putAll(FOR_COMPUTE);
      case "search" -> values.putAll(FOR_SEARCH);
      case "alarms" -> values.put("TopicArn", "arn:aws:sns:us-east-1:123456789012:weir-alerts");
      default -> {
        // The others need nothing.
      }
    }
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return read(name).deploy(values);
  }

  /** The assertions of the template's rules that do not hold. */
  static List<String> broken(Deployed stack) {
    List<String> broken = new ArrayList<>();
    for (JsonNode rule : stack.template().section("Rules")) {
      JsonNode condition = rule.path("RuleCondition");
      if (condition.isMissingNode() || holds(stack, condition)) {
        for (JsonNode assertion : rule.path("Assertions")) {
          if (!holds(stack, assertion.path("Assert"))) {
            broken.add(assertion.path("AssertDescription").asText());
          }
        }
      }
    }
    return broken;
  }

  private static boolean holds(Deployed stack, JsonNode function) {
    JsonNode contains = function.path("Fn::Contains");
    if (contains.isMissingNode()) {
      return stack.resolve(function).asBoolean();
    }
    return texts(contains.path(0)).contains(stack.resolve(contains.path(1)).asText());
  }

  static JsonNode properties(Deployed stack, String id) {
    return stack.resource(id).path("Properties");
  }

  /** The statement of a policy document with that {@code Sid}; missing if there is none. */
  static JsonNode statement(JsonNode document, String sid) {
    for (JsonNode statement : document.path("Statement")) {
      if (statement.path("Sid").asText().equals(sid)) {
        return statement;
      }
    }
    return MissingNode.getInstance();
  }

  /** The texts of a list, or the one text. */
  static SortedSet<String> texts(JsonNode node) {
    TreeSet<String> texts = new TreeSet<>();
    if (node.isArray()) {
      node.forEach(each -> texts.add(each.asText()));
    } else if (!node.isMissingNode()) {
      texts.add(node.asText());
    }
    return texts;
  }
}
