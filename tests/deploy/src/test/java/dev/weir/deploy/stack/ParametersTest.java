package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The parameters of all templates: described, bounded, grouped, and the same under one name. */
class ParametersTest {
  @SuppressWarnings("UnusedVariable") // by name, in FieldSource
  private static final List<String> TEMPLATES = StackTemplates.NAMES;

  @ParameterizedTest
  @FieldSource("TEMPLATES")
  void areDescribedBoundedAndGrouped(String name) {
    Template template = StackTemplates.read(name);
    List<String> grouped = new ArrayList<>();
    for (JsonNode group :
        template.document().at("/Metadata/AWS::CloudFormation::Interface/ParameterGroups")) {
      group.path("Parameters").forEach(each -> grouped.add(each.asText()));
    }

    template
        .section("Parameters")
        .properties()
        .forEach(
            each -> {
              JsonNode rules = each.getValue();
              boolean text =
                  List.of("String", "CommaDelimitedList").contains(rules.path("Type").asText());
              assertFalse(rules.path("Description").asText().isEmpty(), each::getKey);
              assertTrue(
                  !text || rules.has("AllowedValues") || rules.has("AllowedPattern"),
                  () -> each.getKey() + " of " + name + " takes any text");
            });
    TreeSet<String> names = new TreeSet<>();
    template.section("Parameters").fieldNames().forEachRemaining(names::add);
    assertEquals(names, new TreeSet<>(grouped));
    assertEquals(names.size(), grouped.size());
  }

  @Test
  void haveTheSameRulesUnderOneNameInMainAndBelow() {
    Template main = StackTemplates.read("main");
    for (String name : StackTemplates.NAMES) {
      for (var each : StackTemplates.read(name).section("Parameters").properties()) {
        JsonNode above = main.parameter(each.getKey());
        boolean threshold = name.equals("compute") && each.getKey().equals("OldestMessageSeconds");
        if (!above.isMissingNode() && !threshold) {
          for (String rule :
              List.of("Type", "Default", "AllowedPattern", "AllowedValues", "MinValue")) {
            // What main.yaml passes needs no default below.
            if (!rule.equals("Default") || each.getValue().has(rule)) {
              assertEquals(
                  above.path(rule), each.getValue().path(rule), name + "." + each.getKey());
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "main|Name|weir|Weir",
        "main|Name|a1|1a",
        "main|Name|weir-of-the-team|weir-",
        "main|TrailBucketName|example-trail|Example_Trail",
        "main|AlertEmail|security@example.com|security@example",
        "main|AlertEmail|a.b+c@mail.example.org|two@example.com,three@example.com",
        "main|OrganizationId|o-exampleorgid|exampleorgid",
        "main|ExistingSubnetIds|subnet-01234567,subnet-89abcdef|subnet-01234567",
        "network|VpcCidr|10.64.0.0/16|8.8.0.0/16",
        "network|VpcCidr|172.31.0.0/20|10.0.0.0/24",
        "network|FlowLogBucketArn|arn:aws:s3:::aws-waf-logs-weir|aws-waf-logs-weir",
        "network|S3PrefixListId|pl-6da54004|6da54004",
        "logs|OtherTrailArns|arn:aws:cloudtrail:eu-west-1:444455556666:trail/all|all",
        "logs|OtherBucketArns|arn:aws:s3:::their-logs|their-logs",
        "logs|OtherAccounts|444455556666|4444",
        "search|ExistingUrl|https://search.example.com:9200|http://search.example.com",
        "search|EngineVersion|OpenSearch_2.19|Elasticsearch_7.10",
        "search|EngineVersion|OpenSearch_3.1|OpenSearch_2.5",
        "search|DataNodeType|r7g.large.search|r7g.large",
        "search|CognitoDomainPrefix|weir-logs|-weir",
        "search|WeirRoleArn|arn:aws:iam::123456789012:role/weir|weir",
        "compute|Image|ami-0123456789abcdef0|0123456789abcdef0",
        "compute|Image|resolve:ssm:/weir/image/arm64|/weir/image/arm64",
        "compute|InstanceType|c7g.large|large",
        "compute|WeirBuckets|logs,more/AWSLogs/|s3://logs",
        "compute|SourceObjectArns|arn:aws:s3:::trail/AWSLogs/*|arn:aws:s3:::trail",
        "compute|Accounts|123456789012,444455556666|123456789012;444455556666",
        "compute|OutputLocation|s3://weir-output/weir|weir-output/weir",
        "compute|FleetKeyParameter|/weir/fleet-key|ssm:/weir/fleet-key",
        "compute|OpenSearchUrl|https://search.example.com|https://search.example.com/path",
        "alerts|TableName|SecurityEvents|Security Events",
        "alarms|TopicArn|arn:aws:sns:us-east-1:123456789012:weir-alerts|weir-alerts",
        "alarms|DomainName|weir-search|Weir_Search",
      })
  void takeWhatIsRightAndRefuseWhatIsNot(String template, String name, String good, String bad) {
    JsonNode rules = StackTemplates.read(template).parameter(name);
    String pattern = rules.path("AllowedPattern").asText();

    boolean list = rules.path("Type").asText().equals("CommaDelimitedList");
    for (String each : list ? good.split(",", -1) : new String[] {good}) {
      assertTrue(each.matches(pattern), () -> each + " against " + pattern);
    }
    assertFalse(bad.matches(pattern), () -> bad + " against " + pattern);
  }

  @ParameterizedTest
  @CsvSource({
    "network, S3PrefixListId=pl-6da54004, both",
    "network, EndpointSqs=no, Without NAT",
    "network, EndpointCloudFormation=no, wait in vain",
    "logs, Trail=organization, needs OrganizationId",
    "logs, OrganizationId=o-exampleorgid, only it",
    "logs, Trail=none;Insights=yes, need a trail",
    "search, Search=existing, needs ExistingUrl",
    "search, ExistingUrl=https://search.example.com, Search=existing",
    "search, Search=serverless;Cognito=yes, Search=domain",
    "search, DataNodes=3, multiple",
    "search, Zones=3;DataNodes=4, multiple",
    "compute, MinHosts=4;MaxHosts=2, at least MinHosts",
    "compute, MinHosts=32;MaxHosts=16, at least MinHosts",
    "compute, OpenSearchService=aoss, aoss with CollectionArn",
    "main, Network=existing, needs ExistingVpcId",
    "main, InterfaceEndpoints=none, needs Nat",
    "main, FlowLogs=no, VpcFlowLogs",
  })
  void areRefusedWhereTheyDoNotFitTogether(String template, String given, String because) {
    List<String> broken = StackTemplates.broken(StackTemplates.with(template, given.split("[;=]")));

    assertTrue(broken.stream().anyMatch(each -> each.contains(because)), broken::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "network, Nat=one;EndpointSqs=no;EndpointSsm=no",
    "network, S3PrefixListId=pl-6da54004;DynamoDbPrefixListId=pl-6fa54006",
    "logs, Trail=organization;OrganizationId=o-exampleorgid;S3DataEvents=write;Insights=yes",
    "search, Search=existing;ExistingUrl=https://search.example.com",
    "search, Zones=3;DataNodes=6;Cognito=yes",
    "compute, MinHosts=1;MaxHosts=1",
    "main, Nat=each-zone;InterfaceEndpoints=none",
    "main, FlowLogs=no;VpcFlowLogs=no",
  })
  void areTakenWhereTheyFitTogether(String template, String given) {
    assertEquals(
        List.of(), StackTemplates.broken(StackTemplates.with(template, given.split("[;=]"))));
  }
}
