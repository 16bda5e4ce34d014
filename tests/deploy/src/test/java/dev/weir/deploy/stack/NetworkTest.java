package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What network.yaml makes of zones, endpoints, NAT and security groups. */
class NetworkTest {
  private static final Deployed NETWORK = StackTemplates.with("network");

  @Test
  void subnetsArePrivateAndInTwoOrThreeZones() {
    Deployed three = StackTemplates.with("network", "Zones", "3", "Nat", "each-zone");

    assertEquals("PrivateSubnet1,PrivateSubnet2", NETWORK.outputs().get("SubnetIds").asText());
    assertEquals(
        "PrivateSubnet1,PrivateSubnet2,PrivateSubnet3", three.outputs().get("SubnetIds").asText());
    assertEquals(Set.of(), NETWORK.ofType("AWS::EC2::InternetGateway").keySet());
    assertEquals(Set.of(), NETWORK.ofType("AWS::EC2::Route").keySet());
    assertEquals(3, three.ofType("AWS::EC2::NatGateway").size());
    assertEquals(
        1, StackTemplates.with("network", "Nat", "one").ofType("AWS::EC2::NatGateway").size());
    TreeSet<String> blocks = new TreeSet<>();
    for (JsonNode subnet : three.ofType("AWS::EC2::Subnet").values()) {
      assertFalse(subnet.at("/Properties/MapPublicIpOnLaunch").asBoolean(true));
      blocks.add(subnet.at("/Properties/CidrBlock").asText());
    }
    assertEquals(6, blocks.size());
  }

  @Test
  void endpointsAreThereByChoice() {
    assertEquals(Set.of("S3Endpoint", "DynamoDbEndpoint"), endpoints(NETWORK, "Gateway"));
    assertEquals(
        Set.of(
            "SqsEndpoint",
            "SnsEndpoint",
            "StsEndpoint",
            "SsmEndpoint",
            "SsmMessagesEndpoint",
            "Ec2MessagesEndpoint",
            "LogsEndpoint",
            "SecretsManagerEndpoint",
            "MonitoringEndpoint",
            "CloudFormationEndpoint",
            "AutoScalingEndpoint"),
        endpoints(NETWORK, "Interface"));
    for (JsonNode parameter : NETWORK.template().section("Parameters")) {
      if (parameter.path("Description").asText().contains("Needed without NAT")) {
        assertEquals("yes", parameter.path("Default").asText());
      }
    }
    Deployed few =
        StackTemplates.with("network", "Nat", "one", "EndpointSqs", "no", "EndpointKms", "yes");
    assertFalse(endpoints(few, "Interface").contains("SqsEndpoint"));
    assertTrue(endpoints(few, "Interface").contains("KmsEndpoint"));
  }

  @Test
  void groupsKnowOnlyOneAnother() {
    Deployed network =
        StackTemplates.with(
            "network", "S3PrefixListId", "pl-6da54004", "DynamoDbPrefixListId", "pl-6fa54006");

    for (JsonNode ingress : network.ofType("AWS::EC2::SecurityGroupIngress").values()) {
      assertTrue(ingress.path("Properties").has("SourceSecurityGroupId"), ingress::toString);
      assertEquals(443, ingress.at("/Properties/ToPort").asInt());
    }
    for (JsonNode group : network.ofType("AWS::EC2::SecurityGroup").values()) {
      assertFalse(group.path("Properties").has("SecurityGroupIngress"));
      for (JsonNode egress : group.at("/Properties/SecurityGroupEgress")) {
        // To a list of AWS, or to nobody.
        assertTrue(
            egress.has("DestinationPrefixListId")
                || egress.path("CidrIp").asText().equals("127.0.0.1/32"),
            egress::toString);
      }
    }
    assertEquals(
        Set.of("HostToDynamoDb", "HostToSearch", "HostToEndpoint"),
        network.ofType("AWS::EC2::SecurityGroupEgress").keySet());
  }

  @Test
  void theNetworkLogsItselfAsTextByChoice() {
    Deployed network =
        StackTemplates.with("network", "FlowLogBucketArn", "arn:aws:s3:::aws-waf-logs-weir");

    assertEquals(
        "plain-text",
        StackTemplates.properties(network, "VpcFlowLog")
            .at("/DestinationOptions/FileFormat")
            .asText());
    assertEquals(Set.of(), NETWORK.ofType("AWS::EC2::FlowLog").keySet());
  }

  private static Set<String> endpoints(Deployed network, String kind) {
    TreeSet<String> found = new TreeSet<>();
    network
        .ofType("AWS::EC2::VPCEndpoint")
        .forEach(
            (id, endpoint) -> {
              if (endpoint.at("/Properties/VpcEndpointType").asText().equals(kind)) {
                found.add(id);
              }
            });
    return found;
  }
}
