package dev.weir.indices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.opensearch.SearchClient;
import dev.weir.type.Period;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies of Index State Management, against answers as its API documents them. */
class PoliciesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-30T12:00:00Z"), ZoneOffset.UTC);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration QUARTER = Duration.ofDays(90);
  private static final String TRAIL = "aws.cloudtrail";
  private static final String PATH = "/_plugins/_ism/policies/weir-aws.cloudtrail";

  /** An index that is past a month, one that is not, one of a type that begins alike. */
  private static final String OLD = "weir-aws.cloudtrail-2026.05.01";

  private static final String NEW = "weir-aws.cloudtrail-2026.06.29";
  private static final String INSIGHT = "weir-aws.cloudtrail.insight-2026.05.01";

  private final StubIsm openSearch;
  private final ObservedIndices observed = new ObservedIndices();
  private final Map<String, Period> periods =
      new HashMap<>(
          Map.of(
              TRAIL,
              Period.DAY,
              "aws.cloudtrail.insight",
              Period.DAY,
              "aws.waf",
              Period.MONTH,
              "unparsed",
              Period.DAY));

  PoliciesTest() throws IOException {
    openSearch = new StubIsm();
  }

  @AfterEach
  void close() {
    openSearch.close();
  }

  @Test
  void rollsUpAndDeletesByTheAgeAtWhichTheWholePeriodIsSoLongAgo() throws Exception {
    Rollup rollup =
        new Rollup(
            Duration.ofDays(7),
            Duration.ofHours(1),
            List.of("action", "source.ip"),
            List.of("http.response.bytes"));

    sweep(new Lifecycle(true, Map.of("aws.waf", QUARTER), Map.of("aws.waf", rollup)));

    ObjectNode policy = openSearch.policy("weir-aws.waf").deepCopy();
    policy.remove("description");
    // 7 and 90 days after a month of up to 31, and a day for clocks that are ahead.
    assertEquals(
        JSON.readTree(
            """
            {"default_state":"kept","states":[
              {"name":"kept","actions":[],"transitions":[
                {"state_name":"rolling_up","conditions":{"min_index_age":"39d"}}]},
              {"name":"rolling_up","actions":[{"rollup":{"ism_rollup":{
                "description":"Weir's roll-up of aws.waf","target_index":"rollup-weir-aws.waf",
                "page_size":1000,
                "dimensions":[
                  {"date_histogram":{"source_field":"@timestamp","fixed_interval":"1h",
                    "timezone":"UTC"}},
                  {"terms":{"source_field":"action"}},
                  {"terms":{"source_field":"source.ip"}}],
                "metrics":[{"source_field":"http.response.bytes","metrics":[{"sum":{}}]}]}}}],
                "transitions":[{"state_name":"rolled_up"}]},
              {"name":"rolled_up","actions":[],"transitions":[
                {"state_name":"deleted","conditions":{"min_index_age":"122d"}}]},
              {"name":"deleted","actions":[{"delete":{}}],"transitions":[]}],
              "ism_template":[{"index_patterns":["weir-aws.waf-2*"],"priority":207}]}
            """),
        policy);
    assertEquals(List.of("aws.waf INSTALLED"), observed.policies);
  }

  @Test
  void keepsWhatIsRolledUpWithoutARetention() throws Exception {
    Rollup rollup = new Rollup(MONTH, Duration.ofDays(1), List.of(), List.of());

    sweep(new Lifecycle(true, Map.of(), Map.of(TRAIL, rollup)));

    JsonNode states = openSearch.policy("weir-aws.cloudtrail").path("states");
    assertEquals("32d", states.at("/0/transitions/0/conditions/min_index_age").asText());
    assertTrue(states.at("/2/transitions").isEmpty());
  }

  @Test
  void updatesWhatItInstalledAndWhatIsUnderIt() throws Exception {
    openSearch.index(NEW);
    sweep(kept(MONTH));
    int first = seqNo(NEW);

    sweep(kept(MONTH));
    sweep(kept(QUARTER));

    String age = "/states/0/transitions/0/conditions/min_index_age";
    assertEquals("92d", openSearch.policy("weir-aws.cloudtrail").at(age).asText());
    assertEquals(2, openSearch.count("PUT " + PATH));
    assertEquals(1, openSearch.count("POST /_plugins/_ism/add/" + NEW));
    assertEquals(1, openSearch.count("POST /_plugins/_ism/change_policy/" + NEW));
    assertTrue(seqNo(NEW) > first);
    assertEquals(List.of("aws.cloudtrail INSTALLED", "aws.cloudtrail UPDATED"), observed.policies);
  }

  @Test
  void takesInTheTypesOwnIndicesAndNoOther() throws Exception {
    openSearch.index(OLD);
    openSearch.index(NEW);
    openSearch.index("weir-aws.cloudtrail-copy");
    // The type's period was another once, for which the policy's ages are too low.
    openSearch.index("weir-aws.cloudtrail-2026.06");
    openSearch.index(INSIGHT);
    openSearch.index("weir-aws.cloudtrail-2026.06.28", "hot-warm");

    sweep(kept(MONTH));
    sweep(kept(MONTH));

    assertEquals("weir-aws.cloudtrail", openSearch.under(OLD));
    assertEquals("weir-aws.cloudtrail", openSearch.under(NEW));
    assertEquals("", openSearch.under("weir-aws.cloudtrail-copy"));
    assertEquals("", openSearch.under("weir-aws.cloudtrail-2026.06"));
    assertEquals("", openSearch.under(INSIGHT));
    assertEquals("hot-warm", openSearch.under("weir-aws.cloudtrail-2026.06.28"));
    assertEquals(1, openSearch.count("POST /_plugins/_ism/add/"));
    assertEquals(0, openSearch.count("DELETE /weir"));
  }

  @Test
  void aSecondHostDoesNoHarm() throws Exception {
    openSearch.index(NEW);
    sweep(kept(MONTH));
    JsonNode content = openSearch.policy("weir-aws.cloudtrail");
    try (StubIsm other = new StubIsm()) {
      other.index(NEW);
      other.beforePut(() -> other.policy("weir-aws.cloudtrail", content));

      sweep(kept(MONTH), other);

      assertEquals(1, other.count("PUT " + PATH));
      assertEquals("weir-aws.cloudtrail", other.under(NEW));
    }
    assertEquals(List.of("aws.cloudtrail INSTALLED"), observed.policies);
  }

  @Test
  void leavesAnOperatorsPolicyAndGoesByTheNames() throws Exception {
    JsonNode own = JSON.createObjectNode().put("description", "ours").put("default_state", "hot");
    openSearch.policy("weir-aws.cloudtrail", own);
    openSearch.index(OLD, "weir-aws.cloudtrail");
    openSearch.index(NEW);

    sweep(kept(MONTH));

    assertEquals(own, openSearch.policy("weir-aws.cloudtrail"));
    assertFalse(openSearch.indices.containsKey(OLD));
    assertEquals("", openSearch.under(NEW));
  }

  @Test
  void goesByTheNamesWithoutThePlugin() throws Exception {
    openSearch.withoutPlugin();
    deletesByName();
    assertEquals(List.of(), observed.policies);
  }

  @Test
  void goesByTheNamesWithoutTheRightToAsk() throws Exception {
    openSearch.forbid("GET /_plugins/_ism/policies");
    deletesByName();
  }

  @Test
  void goesByTheNamesWithoutTheRightToInstall() throws Exception {
    openSearch.forbid("PUT /_plugins/_ism");
    deletesByName();
    assertEquals(List.of("aws.cloudtrail REFUSED"), observed.policies);
  }

  @Test
  void goesByTheNamesWithoutTheRightToAttach() throws Exception {
    openSearch.forbid("POST /_plugins/_ism/add");
    deletesByName();
    assertEquals(List.of("aws.cloudtrail INSTALLED", "aws.cloudtrail REFUSED"), observed.policies);
  }

  @Test
  void countsDeletionsThatAreRefused() throws Exception {
    openSearch.withoutPlugin();
    openSearch.index(OLD);
    openSearch.forbid("DELETE /weir-");

    sweep(kept(MONTH));

    assertEquals(1, observed.notDeleted.get());
    assertEquals(0, observed.deleted.get());
  }

  @Test
  void countsDeletionsAtWhichAPolicyIsStuck() throws Exception {
    openSearch.index(OLD);
    sweep(kept(MONTH));
    openSearch.stuck();

    sweep(kept(MONTH));

    assertEquals(1, observed.notDeleted.get());
    assertEquals("weir-aws.cloudtrail", openSearch.under(OLD));
  }

  @Test
  void takesBackAPolicyThatNothingAsksForAnyMore() throws Exception {
    openSearch.index(OLD);
    openSearch.index(NEW, "hot-warm");
    JsonNode own = JSON.createObjectNode().put("description", "ours");
    openSearch.policy("weir-aws.waf", own);
    sweep(kept(MONTH));

    sweep(new Lifecycle(true, Map.of(), Map.of()));

    assertTrue(openSearch.policy("weir-aws.cloudtrail").isMissingNode());
    assertEquals("", openSearch.under(OLD));
    assertEquals("hot-warm", openSearch.under(NEW));
    assertEquals(own, openSearch.policy("weir-aws.waf"));
  }

  @Test
  void takesPoliciesBackWhereNamesAreToDecide() throws Exception {
    openSearch.index(NEW);
    sweep(kept(MONTH));
    openSearch.index(OLD);

    sweep(new Lifecycle(false, Map.of(TRAIL, MONTH), Map.of()));

    assertTrue(openSearch.policy("weir-aws.cloudtrail").isMissingNode());
    assertFalse(openSearch.indices.containsKey(OLD));
    assertEquals("", openSearch.under(NEW));
  }

  @Test
  void goesByTheNamesWhereAPatternWouldTakeInAnothersIndices() throws Exception {
    periods.put("aws.cloudtrail-2nd", Period.DAY);
    deletesByName();
    assertTrue(openSearch.policy("weir-aws.cloudtrail").isMissingNode());
  }

  @Test
  void asksForManyIndicesInLinesThatServersTake() throws Exception {
    for (int day = 0; day < 100; day++) {
      openSearch.index(
          "weir-aws.cloudtrail-" + Period.DAY.label(LocalDate.of(2026, 3, 1).plusDays(day)));
    }

    sweep(kept(QUARTER));

    assertTrue(openSearch.indices.values().stream().noneMatch(each -> each.policy().isEmpty()));
    assertTrue(openSearch.requests.stream().allMatch(request -> request.length() < 4000));
  }

  private void deletesByName() throws Exception {
    openSearch.index(OLD);
    openSearch.index(NEW);
    openSearch.index(INSIGHT);

    sweep(kept(MONTH));

    assertFalse(openSearch.indices.containsKey(OLD));
    assertTrue(openSearch.indices.containsKey(NEW));
    assertTrue(openSearch.indices.containsKey(INSIGHT));
    assertEquals(1, observed.deleted.get());
  }

  private int seqNo(String index) {
    return openSearch.indices.getOrDefault(index, StubIsm.FREE).seqNo();
  }

  private static Lifecycle kept(Duration limit) {
    return new Lifecycle(true, Map.of(TRAIL, limit), Map.of());
  }

  private void sweep(Lifecycle lifecycle) throws IOException {
    sweep(lifecycle, openSearch);
  }

  /** As a host does that has just started. */
  private void sweep(Lifecycle lifecycle, StubIsm server) throws IOException {
    OpenSearchSettings settings = OpenSearchSettings.of(server.endpoint());
    try (SearchClient client = SearchClient.of(settings)) {
      Policies policies = new Policies(lifecycle, periods, client, observed);
      new Retention(lifecycle, policies, client, observed, CLOCK).sweep();
    }
  }
}
