package dev.weir.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a template that the simulator (moto) can make. It knows neither {@code Fn::Cidr} nor
 * tags of keys nor {@code AWS::NoValue} in lists, says CREATE_COMPLETE to types that it does not
 * know, and then cannot find them. So those types are left out here, and what refers to them gets
 * the name that AWS would give.
 */
final class Simulated {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?:\\.\\w+)?}");
  private static final Set<String> MADE =
      Set.of(
          "AWS::EC2::VPC",
          "AWS::EC2::Subnet",
          "AWS::EC2::RouteTable",
          "AWS::EC2::SubnetRouteTableAssociation",
          "AWS::EC2::SecurityGroup",
          "AWS::EC2::SecurityGroupIngress",
          "AWS::EC2::VPCEndpoint",
          "AWS::EC2::LaunchTemplate",
          "AWS::AutoScaling::AutoScalingGroup",
          "AWS::IAM::Role",
          "AWS::IAM::InstanceProfile",
          "AWS::KMS::Key",
          "AWS::Logs::LogGroup",
          "AWS::S3::Bucket",
          "AWS::SQS::Queue",
          "AWS::SNS::Topic",
          "AWS::DynamoDB::Table",
          "AWS::CloudWatch::Dashboard");

  private final Deployed deployed;

  Simulated(Deployed deployed) {
    this.deployed = deployed;
  }

  /** The template for the simulator, as JSON. */
  ObjectNode template() {
    ObjectNode template = deployed.template().document().deepCopy();
    template.remove("Rules");
    template.remove("Metadata");
    ObjectNode resources = JSON.objectNode();
    for (var each : deployed.template().section("Resources").properties()) {
      if (made(each.getKey())) {
        ObjectNode resource = (ObjectNode) within(each.getValue());
        resource.remove("DependsOn");
        resource.remove("Metadata");
        if (resource.path("Type").asText().equals("AWS::KMS::Key")) {
          ((ObjectNode) resource.path("Properties")).remove("Tags");
        }
        resources.set(each.getKey(), resource);
      }
    }
    template.set("Resources", resources);
    template.set("Outputs", within(deployed.template().section("Outputs")));
    return template;
  }

  private boolean made(String id) {
    JsonNode resource = deployed.template().resource(id);
    return MADE.contains(resource.path("Type").asText());
  }

  private boolean leftOut(String id) {
    return !deployed.template().resource(id).isMissingNode() && !made(id);
  }

  private JsonNode within(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JSON.arrayNode();
      for (JsonNode each : node) {
        JsonNode value = within(each);
        if (!value.isMissingNode()) {
          array.add(value);
        }
      }
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.has("Fn::Cidr")) {
      ArrayNode blocks = JSON.arrayNode();
      for (int i = 0; i < node.path("Fn::Cidr").path(1).asInt(); i++) {
        blocks.add("10.64." + i + ".0/24");
      }
      return blocks;
    }
    if (node.path("Ref").asText().equals("AWS::NoValue")) {
      return MissingNode.getInstance();
    }
    JsonNode choice = node.path("Fn::If");
    if (choice.isArray()) {
      ArrayNode decision = JSON.arrayNode().add(choice.path(0)).add(true).add(false);
      boolean holds = deployed.resolve(JSON.objectNode().set("Fn::If", decision)).asBoolean();
      return within(choice.path(holds ? 1 : 2));
    }
    if (node.size() == 1 && refersToLeftOut(node)) {
      return deployed.resolve(node);
    }
    ObjectNode object = JSON.objectNode();
    for (var each : node.properties()) {
      JsonNode value = within(each.getValue());
      if (!value.isMissingNode()) {
        object.set(each.getKey(), value);
      }
    }
    return object;
  }

  private boolean refersToLeftOut(JsonNode function) {
    if (leftOut(function.path("Ref").asText())
        || leftOut(function.path("Fn::GetAtt").path(0).asText())) {
      return true;
    }
    JsonNode text = function.path("Fn::Sub");
    Matcher matcher = VARIABLE.matcher(text.isArray() ? text.path(0).asText() : text.asText());
    return matcher.results().anyMatch(each -> leftOut(each.group(1)));
  }
}
