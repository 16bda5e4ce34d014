package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class TemplatesTest {
  private final Rest rest;

  TemplatesTest(Lab lab) {
    rest = new Rest(lab.openSearch().endpoint());
  }

  @Test
  void installsWhatIsMissingAndLeavesWhatIsThere() throws Exception {
    startAndClose();
    rest.delete("/_index_template/weir-ledger");
    rest.put(
        "/_index_template/weir-aws.waf",
        "{\"index_patterns\":[\"weir-aws.waf-*\"],\"priority\":200,\"_meta\":{\"by\":\"me\"}}");

    startAndClose();

    assertEquals(200, rest.send("GET", "/_index_template/weir-ledger", "").statusCode());
    String kept = rest.get("/_index_template/weir-aws.waf");
    assertTrue(kept.contains("\"by\":\"me\""), kept);
    rest.delete("/_index_template/weir-aws.waf");
  }

  @Test
  void mapsFlagsTimesAndOpenEndedFields() throws Exception {
    // Others on the same server may have installed them with settings of their own.
    rest.delete("/_index_template/weir*");
    rest.delete("/_component_template/weir-*");
    startAndClose();
    rest.put(
        "/weir-aws.cloudtrail-2019.02.03/_doc/1",
        "{\"@timestamp\":\"2026-11-21T02:10:49.123456789Z\",\"eventName\":\"RunInstances\","
            + "\"B_action\":1,\"count\":3,\"requestParameters\":{\"a\":{\"b\":[1,{\"c\":2}]}}}");
    String mapping = rest.get("/weir-aws.cloudtrail-2019.02.03/_mapping");
    String settings = rest.get("/weir-aws.cloudtrail-2019.02.03/_settings");

    assertTrue(mapping.contains("\"requestParameters\":{\"type\":\"flat_object\"}"), mapping);
    assertTrue(mapping.contains("\"B_action\":{\"type\":\"byte\"}"), mapping);
    assertTrue(
        mapping.contains("\"eventName\":{\"type\":\"keyword\",\"ignore_above\":1024}"), mapping);
    assertTrue(mapping.contains("\"count\":{\"type\":\"long\"}"), mapping);
    assertTrue(settings.contains("\"number_of_replicas\":\"0\""), settings);
    assertTrue(settings.contains("\"number_of_shards\":\"2\""), settings);
  }

  @Test
  void takesRealWafFieldsThatAreListsOfObjects() throws Exception {
    startAndClose();
    String record =
        "{\"action\":\"BLOCK\",\"timestamp\":1700000000000,\"ruleGroupList\":[{\"ruleGroupId\":\"g\","
            + "\"terminatingRule\":null,\"excludedRules\":null}],\"labels\":[{\"name\":\"x\"}],"
            + "\"rateBasedRuleList\":[],\"terminatingRuleMatchDetails\":[{\"matchedData\":[\"q\"]}],"
            + "\"httpRequest\":{\"headers\":[{\"name\":\"Host\",\"value\":\"h\"}],"
            + "\"country\":\"US\"}}";

    var answer = rest.send("PUT", "/weir-aws.waf-2019.02.03/_doc/1", record);

    assertEquals(201, answer.statusCode(), answer.body());
  }

  private void startAndClose() {
    try (OpenSearchSink sink =
        new OpenSearchSink(Sinks.settings(rest.endpoint()), SinkObserver.NONE, Clock.systemUTC())) {
      sink.start();
      assertTrue(sink.isReachable());
    }
  }
}
