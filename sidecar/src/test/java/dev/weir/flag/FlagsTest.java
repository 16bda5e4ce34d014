package dev.weir.flag;

import static dev.weir.event.Records.event;
import static dev.weir.event.Records.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.record.FieldNames;
import dev.weir.record.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsTest {
  private static final FieldNames NAMES =
      Views.names(
          "B_action",
          "B_httpstatus",
          "G_httpstatus",
          "K_action",
          "K_country",
          "UNK_country",
          "common",
          "odd");

  private final Map<String, LongAdder> counters = new TreeMap<>();

  @ParameterizedTest
  @CsvSource({
    "ALLOW, 1, 0",
    "COUNT, 1, 0",
    "BLOCK, 0, 1",
    "block, 0, 0",
    "BLOCKED, 0, 0",
    "'', 0, 0",
    "EXCLUDED_AS_COUNT, 0, 0"
  })
  void matchesExactly(String action, int known, int bad) throws Exception {
    FlagRule rule =
        rule(
            List.of("action"),
            new Flag("K_action", List.of("ALLOW", "COUNT"), false),
            new Flag("B_action", List.of("BLOCK"), false));

    assertEquals(
        "{\"action\":\"" + action + "\",\"K_action\":" + known + ",\"B_action\":" + bad + "}",
        flagged(rule, Map.of("action", action)));
  }

  @Test
  void anAbsentFieldIsNeitherOfTwoLists() throws Exception {
    FlagRule rule =
        rule(
            List.of("action"),
            new Flag("K_action", List.of("ALLOW"), false),
            new Flag("B_action", List.of("BLOCK"), false));

    assertEquals("{\"K_action\":0,\"B_action\":0}", flagged(rule, Map.of()));
  }

  @Test
  void anAbsentFieldIsAmongTheRest() throws Exception {
    FlagRule rule =
        rule(
            List.of("country", "httpRequest.country"),
            new Flag("K_country", List.of("US", "UK"), false),
            new Flag("UNK_country", List.of(), true));

    assertEquals("{\"K_country\":0,\"UNK_country\":1}", flagged(rule, Map.of()));
    Map<String, Object> nil = new HashMap<>();
    nil.put("country", null);
    assertEquals("{\"country\":null,\"K_country\":0,\"UNK_country\":1}", flagged(rule, nil));
  }

  @Test
  void looksAtTheFirstFieldThatIsThere() throws Exception {
    FlagRule rule =
        rule(
            List.of("country", "httpRequest.country"),
            new Flag("K_country", List.of("US"), false),
            new Flag("UNK_country", List.of(), true));

    assertEquals(
        "{\"httpRequest\":{\"country\":\"US\"},\"K_country\":1,\"UNK_country\":0}",
        flagged(rule, Map.of("httpRequest", Map.of("country", "US"))));
    Map<String, Object> both = new TreeMap<>();
    both.put("country", "FR");
    both.put("httpRequest", Map.of("country", "US"));
    assertEquals(
        "{\"country\":\"FR\",\"httpRequest\":{\"country\":\"US\"},\"K_country\":0,\"UNK_country\":1}",
        flagged(rule, both));
  }

  @ParameterizedTest
  @CsvSource({
    "200, 1, 0",
    "399, 1, 0",
    "404, 0, 1",
    "599, 0, 1",
    "100, 0, 0",
    "600, 0, 0",
    "99, 0, 0",
    "2000, 0, 0",
    "-200, 0, 0"
  })
  void takesAStatusAsNumberAndAsText(String status, int good, int bad) throws Exception {
    FlagRule rule =
        rule(
            List.of("httpStatus"),
            new Flag("G_httpstatus", List.of("2xx", "3xx"), false),
            new Flag("B_httpstatus", List.of("4xx", "5xx"), false));
    String flags = ",\"G_httpstatus\":" + good + ",\"B_httpstatus\":" + bad + "}";

    assertEquals(
        "{\"httpStatus\":" + status + flags,
        flagged(rule, Map.of("httpStatus", Long.parseLong(status))));
    assertEquals(
        "{\"httpStatus\":\"" + status + "\"" + flags, flagged(rule, Map.of("httpStatus", status)));
  }

  @Test
  void countsEachFlagThatIsOne() throws Exception {
    FlagRule rule =
        rule(
            List.of("m"),
            new Flag("common", List.of("GET"), false),
            new Flag("odd", List.of("DELETE"), false));

    flagged(rule, Map.of("m", "GET"));
    flagged(rule, Map.of("m", "DELETE"));
    flagged(rule, Map.of("m", "GET"));
    flagged(rule, Map.of("m", "PUT"));

    assertEquals(2, count("common"));
    assertEquals(1, count("odd"));
  }

  private long count(String flag) {
    return counters.getOrDefault(flag, new LongAdder()).sum();
  }

  private String flagged(FlagRule rule, Map<String, ?> fields) throws Exception {
    LogEvent event = event(fields);
    new Flags(List.of(rule), NAMES, name -> counters.computeIfAbsent(name, _ -> new LongAdder()))
        .apply(Views.of(event, null, NAMES, new EcsFields(EcsSchema.get())), new FieldValue());
    return json(event);
  }

  private static FlagRule rule(List<String> fields, Flag one, Flag other) {
    return new FlagRule(List.of(), fields, one, other);
  }
}
