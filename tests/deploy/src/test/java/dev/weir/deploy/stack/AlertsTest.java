package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What alerts.yaml makes of the topic and the table. */
class AlertsTest {
  private static final Deployed ALERTS =
      StackTemplates.with("alerts", "AlertEmail", "security@example.com");

  @Test
  void theTopicIsEncryptedAndAlarmsReachIt() {
    JsonNode key =
        StackTemplates.statement(
            StackTemplates.properties(ALERTS, "Key").path("KeyPolicy"), "AlarmsReachTheTopic");
    JsonNode publish =
        StackTemplates.statement(
            StackTemplates.properties(ALERTS, "TopicPolicy").path("PolicyDocument"),
            "AlarmsPublish");

    assertTrue(StackTemplates.properties(ALERTS, "Topic").has("KmsMasterKeyId"));
    for (JsonNode statement : new JsonNode[] {key, publish}) {
      assertEquals("cloudwatch.amazonaws.com", statement.at("/Principal/Service").asText());
      assertEquals(
          "123456789012",
          statement.path("Condition").at("/StringEquals/aws:SourceAccount").asText());
    }
    assertEquals(
        "email", StackTemplates.properties(ALERTS, "EmailSubscription").path("Protocol").asText());
    assertEquals(
        "security@example.com",
        StackTemplates.properties(ALERTS, "EmailSubscription").path("Endpoint").asText());
    assertFalse(StackTemplates.with("alerts").resources().containsKey("EmailSubscription"));
  }

  @Test
  void theTableHasTheKeyThatWeirWritesAndStays() {
    JsonNode table = StackTemplates.properties(ALERTS, "Table");

    assertEquals("SecurityEvents", table.path("TableName").asText());
    assertEquals("EventId", table.at("/KeySchema/0/AttributeName").asText());
    assertEquals("HASH", table.at("/KeySchema/0/KeyType").asText());
    assertEquals("PAY_PER_REQUEST", table.path("BillingMode").asText());
    assertTrue(
        table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean());
    assertEquals("ExpiresAt", table.at("/TimeToLiveSpecification/AttributeName").asText());
    assertTrue(table.at("/TimeToLiveSpecification/Enabled").asBoolean());
    assertTrue(table.at("/SSESpecification/SSEEnabled").asBoolean());
    for (String kept : new String[] {"Table", "Key"}) {
      assertEquals("RetainExceptOnCreate", ALERTS.resource(kept).path("DeletionPolicy").asText());
      assertEquals("Retain", ALERTS.resource(kept).path("UpdateReplacePolicy").asText());
    }
  }
}
