package dev.weir.flag;

import static dev.weir.event.Records.event;
import static dev.weir.event.Records.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.match.Operators;
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
            flag("K_action", "values: [ALLOW, COUNT]"),
            flag("B_action", "values: [BLOCK]"));

    assertEquals(
        "{\"action\":\"" + action + "\",\"K_action\":" + known + ",\"B_action\":" + bad + "}",
        flagged(rule, Map.of("action", action)));
  }

  @Test
  void anAbsentFieldIsNeitherOfTwoLists() throws Exception {
    FlagRule rule =
        rule(
            List.of("action"),
            flag("K_action", "values: [ALLOW]"),
            flag("B_action", "values: [BLOCK]"));

    assertEquals("{\"K_action\":0,\"B_action\":0}", flagged(rule, Map.of()));
  }

  @Test
  void anAbsentFieldIsAmongTheRest() throws Exception {
    FlagRule rule =
        rule(
            List.of("country", "httpRequest.country"),
            flag("K_country", "values: [US, UK]"),
            rest("UNK_country"));

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
            flag("K_country", "values: [US]"),
            rest("UNK_country"));

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
            flag("G_httpstatus", "values: [2xx, 3xx]"),
            flag("B_httpstatus", "values: [4xx, 5xx]"));
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
        rule(List.of("m"), flag("common", "values: [GET]"), flag("odd", "values: [DELETE]"));

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

  private static Flag flag(String name, String operators) throws Exception {
    return new Flag(name, Operators.of(operators), false);
  }

  private static Flag rest(String name) throws Exception {
    return new Flag(name, Operators.of(""), true);
  }

  private static FlagRule rule(List<String> fields, Flag one, Flag other) {
    return new FlagRule(List.of(), fields, one, other);
  }
}
