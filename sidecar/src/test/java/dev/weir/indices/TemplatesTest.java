package dev.weir.indices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.opensearch.Rest;
import dev.weir.opensearch.TroubleObserver;
import dev.weir.type.LogTypes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class TemplatesTest {
  private static final IndexSettings SETTINGS =
      new IndexSettings(
          true,
          2,
          Map.of(),
          0,
          Duration.ofSeconds(1),
          LogTypes.shipped().all(),
          Lifecycle.NONE,
          Set.of());

  private final Rest rest;

  TemplatesTest(Lab lab) {
    rest = new Rest(lab.openSearch().endpoint());
  }

  @Test
  void installsWhatIsMissingAndLeavesWhatIsThere() throws Exception {
    prepare();
    rest.delete("/_index_template/weir-ledger");
    rest.put(
        "/_index_template/weir-aws.waf",
        "{\"index_patterns\":[\"weir-aws.waf-*\"],\"priority\":200,\"_meta\":{\"by\":\"me\"}}");

    prepare();

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
    prepare();
    rest.put(
        "/weir-aws.cloudtrail-2019.02.03/_doc/1",
        "{\"@timestamp\":\"2026-11-21T02:10:49.123456789Z\",\"eventName\":\"RunInstances\","
            + "\"B_action\":1,\"count\":3,\"requestParameters\":{\"a\":{\"b\":[1,{\"c\":2}]}}}");
    rest.put("/weir-json-2019.02.03/_doc/1", "{\"count\":3,\"ok\":true,\"o\":{\"p\":{\"q\":1}}}");
    String mapping = rest.get("/weir-aws.cloudtrail-2019.02.03/_mapping");
    String open = rest.get("/weir-json-2019.02.03/_mapping");
    String settings = rest.get("/weir-aws.cloudtrail-2019.02.03/_settings");

    assertTrue(mapping.contains("\"requestParameters\":{\"type\":\"flat_object\"}"), mapping);
    assertTrue(mapping.contains("\"B_action\":{\"type\":\"byte\"}"), mapping);
    assertTrue(
        mapping.contains("\"eventName\":{\"type\":\"keyword\",\"ignore_above\":1024}"), mapping);
    assertFalse(mapping.contains("\"count\""), mapping);
    assertTrue(open.contains("\"count\":{\"type\":\"long\"}"), open);
    assertTrue(open.contains("\"ok\":{\"type\":\"keyword\""), open);
    assertTrue(open.contains("\"o\":{\"properties\":{\"p\":{\"type\":\"flat_object\"}}}"), open);
    assertTrue(settings.contains("\"number_of_replicas\":\"0\""), settings);
    assertTrue(settings.contains("\"number_of_shards\":\"2\""), settings);
  }

  @Test
  void replacesWhatAnEarlierWeirInstalled() throws Exception {
    prepare();
    String path = "/_component_template/weir-aws.waf";
    String fresh = rest.get(path);
    rest.put(path, "{\"template\":{},\"_meta\":{\"weir_version\":0,\"weir_content\":\"old\"}}");

    prepare();

    assertEquals(fresh, rest.get(path));
  }

  @Test
  void leavesWhatALaterWeirInstalled() throws Exception {
    prepare();
    String path = "/_component_template/weir-aws.waf";
    rest.put(path, "{\"template\":{},\"_meta\":{\"weir_version\":1000}}");

    prepare();

    assertTrue(rest.get(path).contains("\"weir_version\":1000"), rest.get(path));
    rest.put(path, "{\"template\":{},\"_meta\":{\"weir_version\":0}}");
    prepare();
  }

  @Test
  void takesRealWafFieldsThatAreListsOfObjects() throws Exception {
    prepare();
    String record =
        "{\"action\":\"BLOCK\",\"timestamp\":1700000000000,\"ruleGroupList\":[{\"ruleGroupId\":\"g\","
            + "\"terminatingRule\":null,\"excludedRules\":null}],\"labels\":[{\"name\":\"x\"}],"
            + "\"rateBasedRuleList\":[],\"terminatingRuleMatchDetails\":[{\"matchedData\":[\"q\"]}],"
            + "\"httpRequest\":{\"headers\":[{\"name\":\"Host\",\"value\":\"h\"}],"
            + "\"country\":\"US\"}}";

    var answer = rest.send("PUT", "/weir-aws.waf-2019.02.03/_doc/1", record);

    assertEquals(201, answer.statusCode(), answer.body());
  }

  @Test
  void findsRecordByNativeAndByEcsName() throws Exception {
    prepare();
    String index = "weir-aws.cloudfront-2019.02.03";
    rest.put(
        "/" + index + "/_doc/1",
        "{\"x-edge-request-id\":\"gN6_Fz==\",\"c-ip\":\"198.51.100.7\",\"sc-status\":200,"
            + "\"event\":{\"id\":\"gN6_Fz==\"},\"source\":{\"ip\":\"198.51.100.7\"}}");
    rest.put(
        "/" + index + "/_doc/2",
        "{\"x-edge-result-type\":\"Hit\",\"c-ip\":\"192.0.2.1\",\"sc-status\":404,"
            + "\"event\":{\"action\":\"Hit\"},\"source\":{\"ip\":\"192.0.2.1\"}}");
    rest.post("/" + index + "/_refresh");
    List<String> queries =
        List.of(
            "{\"term\":{\"x-edge-request-id\":\"gN6_Fz==\"}}",
            "{\"terms\":{\"x-edge-request-id\":[\"gN6_Fz==\",\"other\"]}}",
            "{\"prefix\":{\"x-edge-request-id\":\"gN6\"}}",
            "{\"range\":{\"x-edge-request-id\":{\"gte\":\"gN\",\"lt\":\"gO\"}}}",
            "{\"wildcard\":{\"x-edge-request-id\":{\"value\":\"*n6_f*\",\"case_insensitive\":true}}}",
            "{\"regexp\":{\"x-edge-request-id\":\"gN[0-9]_.*\"}}",
            "{\"exists\":{\"field\":\"x-edge-request-id\"}}",
            "{\"query_string\":{\"query\":\"x-edge-request-id:gN6*\"}}",
            "{\"term\":{\"event.id\":\"gN6_Fz==\"}}",
            "{\"term\":{\"c-ip\":\"198.51.100.0/24\"}}",
            "{\"term\":{\"source.ip\":\"198.51.100.0/24\"}}",
            "{\"range\":{\"sc-status\":{\"lt\":300}}}");

    for (String query : queries) {
      String found =
          rest.send("POST", "/" + index + "/_search", "{\"query\":" + query + "}").body();

      assertTrue(found.contains("\"total\":{\"value\":1,"), query + ": " + found);
      assertTrue(found.contains("\"_id\":\"1\""), query + ": " + found);
    }
    String fields = rest.get("/" + index + "/_field_caps?fields=x-edge-request-id");
    assertTrue(fields.contains("\"searchable\":true,\"aggregatable\":false"), fields);
    rest.delete("/" + index);
  }

  private void prepare() {
    Clock clock = Clock.systemUTC();
    OpenSearchSettings settings = OpenSearchSettings.of(rest.endpoint());
    try (OpenSearch openSearch = new OpenSearch(settings, TroubleObserver.NONE, clock);
        Indices indices = new Indices(SETTINGS, openSearch, IndexObserver.NONE, clock)) {
      openSearch.open();
      assertTrue(indices.prepare());
    }
  }
}
