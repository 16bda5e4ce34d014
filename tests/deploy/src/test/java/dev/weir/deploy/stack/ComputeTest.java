package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What compute.yaml makes of hosts. */
class ComputeTest {
  private static final Deployed COMPUTE = StackTemplates.with("compute");

  @Test
  void hostsHaveNoPublicAddressAndOnlyNewMetadata() {
    JsonNode data = launch(COMPUTE);

    assertEquals("required", data.at("/MetadataOptions/HttpTokens").asText());
    assertEquals("enabled", data.at("/MetadataOptions/InstanceMetadataTags").asText());
    assertEquals(1, data.at("/MetadataOptions/HttpPutResponseHopLimit").asInt());
    assertFalse(data.at("/NetworkInterfaces/0/AssociatePublicIpAddress").asBoolean(true));
    assertTrue(data.at("/BlockDeviceMappings/0/Ebs/Encrypted").asBoolean());
    assertEquals("gp3", data.at("/BlockDeviceMappings/0/Ebs/VolumeType").asText());
    assertFalse(data.has("KeyName"));
  }

  @Test
  void theFirstBootFindsItsSettings() {
    Map<String, String> settings = settings(StackTemplates.with("compute", "After", "tag"));

    assertEquals(
        List.of(
            "WEIR_REGION",
            "WEIR_QUEUE_URL",
            "WEIR_BUCKETS",
            "WEIR_BUCKET_OWNER",
            "WEIR_AFTER",
            "WEIR_OPENSEARCH_URL",
            "WEIR_OPENSEARCH_SERVICE",
            "WEIR_TOPIC_ARN",
            "WEIR_TABLE",
            "WEIR_OUTPUT",
            "WEIR_MONITORED_EVENTS",
            "WEIR_RULES",
            "WEIR_ACCOUNTS",
            "WEIR_FLEET_KEY",
            "WEIR_FLUENT_BIT",
            "WEIR_STACK",
            "WEIR_SIGNAL_RESOURCE",
            "WEIR_LOG_GROUP"),
        List.copyOf(settings.keySet()));
    assertEquals("trail/AWSLogs/,aws-waf-logs-weir/AWSLogs/", settings.get("WEIR_BUCKETS"));
    assertEquals("tag", settings.get("WEIR_AFTER"));
    assertEquals("123456789012", settings.get("WEIR_ACCOUNTS"));
    String key = settings.getOrDefault("WEIR_FLEET_KEY", "");
    assertTrue(key.startsWith("secretsmanager:arn:aws:secretsmanager:"), key);
    // The name that CloudFormation waits for.
    assertTrue(COMPUTE.resources().containsKey(settings.get("WEIR_SIGNAL_RESOURCE")));
    assertEquals("/weir/weir", settings.get("WEIR_LOG_GROUP"));
  }

  @Test
  void aCollectionGetsNoAlerts() {
    Map<String, String> settings =
        settings(
            StackTemplates.with(
                "compute",
                "OpenSearchService",
                "aoss",
                "DomainArn",
                "",
                "CollectionArn",
                "arn:aws:aoss:us-east-1:123456789012:collection/07tjusf2h91c"));

    assertEquals("", settings.get("WEIR_TOPIC_ARN"));
    assertEquals("", settings.get("WEIR_TABLE"));
    assertEquals("SecurityEvents", settings(COMPUTE).get("WEIR_TABLE"));
  }

  @Test
  void theFleetKeyIsMadeOrYours() {
    Deployed yours = StackTemplates.with("compute", "FleetKeyParameter", "/weir/fleet-key");

    assertTrue(
        StackTemplates.properties(COMPUTE, "FleetKey")
                .at("/GenerateSecretString/PasswordLength")
                .asInt()
            >= 16);
    assertFalse(yours.resources().containsKey("FleetKey"));
    assertEquals("ssm:/weir/fleet-key", settings(yours).get("WEIR_FLEET_KEY"));
  }

  @Test
  void anImageIsAnIdOrAParameter() {
    assertEquals("resolve:ssm:/weir/image/arm64", launch(COMPUTE).path("ImageId").asText());
    assertEquals(
        "ami-0123456789abcdef0",
        launch(StackTemplates.with("compute", "Image", "ami-0123456789abcdef0"))
            .path("ImageId")
            .asText());
    JsonNode other = launch(StackTemplates.with("compute", "Architecture", "x86_64"));
    assertEquals("resolve:ssm:/weir/image/x86_64", other.path("ImageId").asText());
    assertEquals("c7i.large", other.path("InstanceType").asText());
  }

  @Test
  void theGroupWaitsForSignalsAndDrains() {
    JsonNode group = COMPUTE.resource("AutoScalingGroup");
    JsonNode hook = group.at("/Properties/LifecycleHookSpecificationList/0");

    assertEquals("2", group.at("/CreationPolicy/ResourceSignal/Count").asText());
    assertTrue(
        group.at("/UpdatePolicy/AutoScalingRollingUpdate/WaitOnResourceSignals").asBoolean());
    assertEquals(1, group.at("/UpdatePolicy/AutoScalingRollingUpdate/MaxBatchSize").asInt());
    assertEquals("autoscaling:EC2_INSTANCE_TERMINATING", hook.path("LifecycleTransition").asText());
    assertTrue(hook.path("HeartbeatTimeout").asInt() >= 120);
    assertEquals(
        100, group.at("/Properties/InstanceMaintenancePolicy/MinHealthyPercentage").asInt());
    assertEquals(2_592_000, group.at("/Properties/MaxInstanceLifetime").asInt());
    // A group of one size replaces hosts too.
    JsonNode one =
        StackTemplates.with("compute", "MinHosts", "1", "MaxHosts", "1")
            .resource("AutoScalingGroup");
    assertEquals(
        0, one.at("/UpdatePolicy/AutoScalingRollingUpdate/MinInstancesInService").asInt(-1));
  }

  @Test
  void theGroupFollowsBacklogAndAge() {
    JsonNode tracking =
        StackTemplates.properties(COMPUTE, "BacklogPolicy").path("TargetTrackingConfiguration");
    JsonNode metrics = tracking.at("/CustomizedMetricSpecification/Metrics");
    JsonNode age = StackTemplates.properties(COMPUTE, "AgeAlarm");
    JsonNode steps = StackTemplates.properties(COMPUTE, "AgePolicy").path("StepAdjustments");

    assertEquals("2000", tracking.path("TargetValue").asText());
    assertEquals(3, metrics.size());
    assertTrue(metrics.at("/0/ReturnData").asBoolean());
    assertTrue(metrics.at("/0/Expression").asText().contains("serving > 0"));
    assertEquals(
        "ApproximateNumberOfMessagesVisible",
        metrics.at("/1/MetricStat/Metric/MetricName").asText());
    assertEquals("GroupInServiceInstances", metrics.at("/2/MetricStat/Metric/MetricName").asText());
    assertTrue(
        StackTemplates.texts(
                StackTemplates.properties(COMPUTE, "AutoScalingGroup")
                    .at("/MetricsCollection/0/Metrics"))
            .contains("GroupInServiceInstances"));
    assertEquals("ApproximateAgeOfOldestMessage", age.path("MetricName").asText());
    assertEquals(1, age.path("AlarmActions").size());
    assertEquals(1, steps.at("/0/ScalingAdjustment").asInt());
    assertEquals(2, steps.at("/1/ScalingAdjustment").asInt());
    assertEquals(steps.at("/0/MetricIntervalUpperBound"), steps.at("/1/MetricIntervalLowerBound"));
  }

  @Test
  void spotKeepsOneHostOnDemand() {
    JsonNode spot =
        StackTemplates.properties(
                StackTemplates.with("compute", "Purchase", "spot"), "AutoScalingGroup")
            .at("/MixedInstancesPolicy/InstancesDistribution");
    JsonNode demand =
        StackTemplates.properties(COMPUTE, "AutoScalingGroup")
            .at("/MixedInstancesPolicy/InstancesDistribution");

    assertEquals(1, spot.path("OnDemandBaseCapacity").asInt());
    assertEquals(0, spot.path("OnDemandPercentageAboveBaseCapacity").asInt(-1));
    assertEquals(100, demand.path("OnDemandPercentageAboveBaseCapacity").asInt());
  }

  @Test
  void hostsDeleteObjectsOnlyByChoice() {
    assertFalse(COMPUTE.resource("HostRole").toString().contains("s3:DeleteObject"));
    assertTrue(
        StackTemplates.with("compute", "After", "delete")
            .resource("HostRole")
            .toString()
            .contains("s3:DeleteObject"));
  }

  private static JsonNode launch(Deployed compute) {
    return StackTemplates.properties(compute, "LaunchTemplate").path("LaunchTemplateData");
  }

  /** What stands between the marks of the user data, in its order. */
  private static Map<String, String> settings(Deployed compute) {
    String text =
        new String(
            Base64.getDecoder().decode(launch(compute).path("UserData").asText()),
            StandardCharsets.UTF_8);
    Map<String, String> settings = new LinkedHashMap<>();
    boolean within = false;
    for (String line : text.lines().toList()) {
      if (line.equals("# weir-settings-end")) {
        within = false;
      }
      if (within) {
        settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
      if (line.equals("# weir-settings")) {
        within = true;
      }
    }
    return settings;
  }
}
