package dev.weir.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.record.Views;
import dev.weir.rule.Level;
import dev.weir.rule.Rule;
import dev.weir.sigma.MonitoredEvents;
import dev.weir.sigma.SigmaFile;
import dev.weir.type.LogTypes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoredEventsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\": [\"ConsoleLogin\", \"CreateUser\"]}",
        "[\"ConsoleLogin\", \"CreateUser\"]",
        "[{\"name\": \"ConsoleLogin\"}, \"CreateUser\", \"CreateUser\"]",
        "{\n\t\"events\": [\n\t\t\"ConsoleLogin\",\n\t\t\"CreateUser\"\n\t]\n}"
      })
  void namesOfEventsBecomeRules(String json) throws Exception {
    SigmaFile file = MonitoredEvents.read("events.json", json);

    assertEquals(List.of(), file.refused());
    assertEquals(
        List.of("monitored.ConsoleLogin", "monitored.CreateUser"),
        file.rules().stream().map(Rule::id).toList());
    assertEquals(Level.MEDIUM, file.rules().getFirst().level());
    assertEquals(
        List.of("CloudTrail event CreateUser"), matched(file, Map.of("eventName", "CreateUser")));
    assertEquals(List.of(), matched(file, Map.of("eventName", "CreateUsers")));
  }

  @Test
  void anEventMayHaveASeverityAndConditions() throws Exception {
    SigmaFile file =
        MonitoredEvents.read(
            "events.json",
            """
            [{"name": "ConsoleLogin", "severity": "critical", "title": "root signs in",
              "when": {"userIdentity.type": "Root", "errorCode": null}},
             {"name": "ConsoleLogin", "when": {"errorCode|exists": true}},
             {"name": "Delete*", "when": {"sourceIPAddress|cidr": "192.0.2.0/24"}}]
            """);

    assertEquals(List.of(), file.refused());
    assertEquals(3, file.rules().stream().map(Rule::id).distinct().count());
    assertEquals(Level.CRITICAL, file.rules().getFirst().level());
    Map<String, ?> root = Map.of("type", "Root");
    assertEquals(
        List.of("root signs in"),
        matched(file, Map.of("eventName", "ConsoleLogin", "userIdentity", root)));
    assertEquals(
        List.of("CloudTrail event ConsoleLogin"),
        matched(
            file,
            Map.of("eventName", "ConsoleLogin", "userIdentity", root, "errorCode", "Failed")));
    assertEquals(
        List.of("CloudTrail event Delete*"),
        matched(file, Map.of("eventName", "DeleteTrail", "sourceIPAddress", "192.0.2.9")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "`` ~ 1",
        "{ ~ 1",
        "{\"names\": []} ~ 1",
        "\"ConsoleLogin\" ~ 1",
        "[\"Console Login\"] ~ 1",
        "[[\"ConsoleLogin\"]] ~ 1",
        "[{\"severity\": \"high\"}] ~ 1",
        "[{\"name\": \"A\", \"severity\": \"urgent\"}] ~ 1",
        "[{\"name\": \"A\", \"whenn\": {}}] ~ 1",
        "[{\"name\": \"A\", \"when\": {\"f|odd\": 1}}] ~ 1",
        "[1] ~ 1",
        "[\"A\"] [\"B\"] ~ 1",
        "[{\"name\": \"A\", \"name\": \"B\"}] ~ 1"
      })
  void aBrokenFileHasNoRuleAndSaysWhy(String json, int line) {
    SigmaFile file = MonitoredEvents.read("events.json", json);

    assertEquals(List.of(), file.rules());
    assertEquals(1, file.refused().size());
    assertEquals(line, file.refused().getFirst().place().line());
    assertTrue(file.refused().getFirst().toString().startsWith("events.json:1: "));
  }

  private static List<String> matched(SigmaFile file, Map<String, ?> record) throws Exception {
    DetectionSet set = DetectionSet.of(file.rules(), LogTypes.shipped(), Views.names());
    return Detecting.of(set).titles("aws.cloudtrail", record);
  }
}
