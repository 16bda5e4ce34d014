package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.deploy.Tool;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What alarms.yaml watches. */
class AlarmsTest {
  private static final Set<String> ALWAYS =
      Set.of(
          "OldestMessage",
          "DeadLetters",
          "NoRecords",
          "Unaccounted",
          "DeadLettered",
          "OldestObject",
          "OperatorNeeded",
          "AlertsNotDelivered",
          "MailNotDelivered",
          "UnhealthyHosts",
          "HostDisk");
  private static final Set<String> OF_A_DOMAIN =
      Set.of("ClusterRed", "ClusterDisk", "ClusterWritesBlocked", "ClusterMemory", "ClusterKey");
  private static final Deployed ALARMS = StackTemplates.with("alarms", "DomainName", "weir-search");

  @Test
  void eachTroubleHasAnAlarmThatCallsAndComesBack() {
    Set<String> all = new TreeSet<>(ALWAYS);
    all.addAll(OF_A_DOMAIN);

    assertEquals(all, new TreeSet<>(ALARMS.ofType("AWS::CloudWatch::Alarm").keySet()));
    assertEquals(
        new TreeSet<>(ALWAYS),
        new TreeSet<>(StackTemplates.with("alarms").ofType("AWS::CloudWatch::Alarm").keySet()));
    ALARMS
        .ofType("AWS::CloudWatch::Alarm")
        .forEach(
            (id, alarm) -> {
              JsonNode properties = alarm.path("Properties");
              String topic = "arn:aws:sns:us-east-1:123456789012:weir-alerts";
              assertEquals(topic, properties.at("/AlarmActions/0").asText(), id);
              assertEquals(topic, properties.at("/OKActions/0").asText(), id);
              assertFalse(properties.path("AlarmDescription").asText().isEmpty(), id);
              assertTrue(properties.has("TreatMissingData"), id);
            });
  }

  @Test
  void silenceIsAnAlarm() {
    JsonNode quiet = StackTemplates.properties(ALARMS, "NoRecords");

    assertEquals("weir_records_read_total", quiet.path("MetricName").asText());
    assertEquals("breaching", quiet.path("TreatMissingData").asText());
    assertEquals("LessThanThreshold", quiet.path("ComparisonOperator").asText());
  }

  @Test
  void metricsOfWeirAreThoseOfThePage() throws Exception {
    String page = Files.readString(Tool.ROOT.resolve("docs/metrics.md"));
    Set<String> named = new TreeSet<>();
    collect(ALARMS.template().document(), named);

    assertTrue(named.size() > 3, named::toString);
    named.forEach(name -> assertTrue(page.contains("| `" + name + "` |"), name));
  }

  @Test
  void theAgentOfHostsPublishesWhatAlarmsWatch() throws Exception {
    JsonNode agent =
        new ObjectMapper().readTree(Tool.ROOT.resolve("ec2/cloudwatch/agent.json").toFile());
    JsonNode declarations =
        agent.at("/logs/metrics_collected/prometheus/emf_processor/metric_declaration");
    List<JsonNode> watched = new ArrayList<>();
    metrics(ALARMS.template().document(), watched);

    assertTrue(watched.size() > 8, watched::toString);
    for (JsonNode metric : watched) {
      String name = metric.path("MetricName").asText();
      Set<String> dimensions = new TreeSet<>();
      metric.path("Dimensions").forEach(each -> dimensions.add(each.path("Name").asText()));
      boolean published =
          name.equals("disk_used_percent")
              ? StackTemplates.texts(agent.at("/metrics/aggregation_dimensions/0"))
                  .equals(dimensions)
              : StreamSupport.stream(declarations.spliterator(), false)
                  .anyMatch(each -> declares(each, name, dimensions));
      assertTrue(published, () -> name + " by " + dimensions);
    }
  }

  private static boolean declares(JsonNode declaration, String name, Set<String> dimensions) {
    boolean selects = false;
    for (JsonNode selector : declaration.path("metric_selectors")) {
      selects |= name.matches(selector.asText());
    }
    boolean has = false;
    for (JsonNode each : declaration.path("dimensions")) {
      has |= StackTemplates.texts(each).equals(dimensions);
    }
    return selects && has;
  }

  /** The metrics of the namespace Weir, wherever an alarm has them. */
  private static void metrics(JsonNode node, List<JsonNode> found) {
    if (node.path("Namespace").asText().equals("Weir")) {
      found.add(node);
    }
    node.forEach(each -> metrics(each, found));
  }

  @Test
  void theDashboardIsJsonWithAndWithoutADomain() throws Exception {
    ObjectMapper json = new ObjectMapper();

    JsonNode with =
        json.readTree(
            StackTemplates.properties(ALARMS, "Dashboard").path("DashboardBody").asText());
    JsonNode without =
        json.readTree(
            StackTemplates.properties(StackTemplates.with("alarms"), "Dashboard")
                .path("DashboardBody")
                .asText());

    assertEquals(8, with.path("widgets").size());
    assertEquals(7, without.path("widgets").size());
    assertEquals(16, with.at("/widgets/0/properties/alarms").size());
    assertEquals(11, without.at("/widgets/0/properties/alarms").size());
    String search = with.at("/widgets/2/properties/metrics/0/0/expression").asText();
    assertTrue(search.contains("MetricName=\"weir_records_total\""), search);
  }

  private static void collect(JsonNode node, Set<String> names) {
    String metric = node.path("MetricName").asText();
    if (metric.startsWith("weir_")) {
      names.add(metric);
    }
    node.forEach(each -> collect(each, names));
  }
}
