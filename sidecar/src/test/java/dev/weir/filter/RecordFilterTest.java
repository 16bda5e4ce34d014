package dev.weir.filter;

import static dev.weir.event.Records.event;
import static dev.weir.event.Records.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.Fate;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.ecs.EcsValue;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.match.Operators;
import dev.weir.record.FieldNames;
import dev.weir.record.RecordView;
import dev.weir.record.Views;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordFilterTest {
  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

  private final FieldValue value = new FieldValue();

  @Test
  void dropsWhenAllConditionsHoldAndNamesTheReason() throws Exception {
    RecordFilter filter =
        drops(
            drop(
                "health_checks",
                List.of(
                    when("uri", "regex: ^/health"),
                    when("status", "in: [200]"),
                    when("user", "exists: false")),
                0));

    assertEquals(
        new Fate.Filtered("health_checks"),
        drop(filter, event(Map.of("uri", "/healthz", "status", 200)), null, id(1)));
    assertNull(drop(filter, event(Map.of("uri", "/healthz", "status", 500)), null, id(1)));
    assertNull(
        drop(filter, event(Map.of("uri", "/healthz", "status", 200, "user", "a")), null, id(1)));
    assertNull(drop(filter, event(Map.of("status", 200)), null, id(1)));
  }

  @Test
  void asksWhatLiesAroundARecord() throws Exception {
    RecordFilter filter =
        drops(drop("noise", List.of(when("weir.envelope.logGroup", "in: [/noise]")), 0));
    LogEvent record = event(Map.of("logGroup", "/noise"));
    LogEvent ofTheGroup = event(Map.of("_env", Map.of("logGroup", "/noise"), "message", "m"));
    LogEvent ofAnother = event(Map.of("_env", Map.of("logGroup", "/other"), "message", "m"));
    LogEvent ofSplunk = event(Map.of("logGroup", "/noise", "event", "m"));

    assertEquals(new Fate.Filtered("noise"), drop(filter, record, ofTheGroup, id(1)));
    assertEquals(new Fate.Filtered("noise"), drop(filter, record, ofSplunk, id(1)));
    assertNull(drop(filter, record, ofAnother, id(1)));
    assertNull(drop(filter, record, null, id(1)));
  }

  @Test
  void asksWhatWasAddedOnceItIsThere() throws Exception {
    FieldNames names = Views.names("B_action");
    RecordFilter filter =
        new RecordFilter(
            null,
            List.of(
                drop("own_field", List.of(when("action", "in: [COUNT]")), 0),
                drop(
                    "from_abroad", List.of(when("source.geo.country_iso_code", "in: [DE, FR]")), 0),
                drop("flagged", List.of(when("B_action", "in: [1]")), 0),
                drop("behind_them", List.of(when("action", "in: [ALLOW]")), 0)),
            names,
            KEY);
    EcsFields normal = new EcsFields(EcsSchema.get());
    RecordView counted = Views.of(event(Map.of("action", "COUNT")), null, names, normal);
    RecordView allowed = Views.of(event(Map.of("action", "ALLOW")), null, names, normal);

    assertEquals(new Fate.Filtered("own_field"), filter.dropEarly(counted, id(1), value));
    assertNull(filter.dropEarly(allowed, id(1), value), "rules keep their order");
    assertEquals(new Fate.Filtered("behind_them"), filter.dropLate(allowed, id(1)));

    allowed.flag(names.flag("B_action"), true);
    assertEquals(new Fate.Filtered("flagged"), filter.dropLate(allowed, id(1)));

    normal.set(EcsSchema.get().field("source.geo.country_iso_code"), EcsValue.text("FR"));
    assertEquals(new Fate.Filtered("from_abroad"), filter.dropLate(allowed, id(1)));
  }

  @Test
  void samplesAlikeInEachAttempt() throws Exception {
    RecordFilter filter = drops(drop("sampled", List.of(), 0.25));
    LogEvent event = event(Map.of("a", 1));

    int kept = 0;
    for (int i = 0; i < 20_000; i++) {
      boolean first = drop(filter, event, null, id(i)) == null;
      boolean second = drop(filter, event, null, id(i)) == null;
      assertEquals(first, second);
      kept += first ? 1 : 0;
    }

    assertTrue(kept > 4_700 && kept < 5_300, "kept " + kept);
  }

  @Test
  void masksRemovesAndHashesFields() throws Exception {
    RecordFilter filter =
        new RecordFilter(
            null,
            List.of(
                change("user.password", FilterRule.Action.REMOVE),
                change("token", FilterRule.Action.MASK),
                change("email", FilterRule.Action.HASH),
                change("missing", FilterRule.Action.MASK)),
            Views.names(),
            KEY);
    LogEvent event = event(Map.of("user", Map.of("password", "hunter2")));
    filter.change(event, value);
    assertEquals("{\"user\":{}}", json(event));

    Map<String, Object> twice = new TreeMap<>();
    twice.put("user", Map.of("password", "hunter2"));
    twice.put("user.password", "hunter3");
    event = event(twice);
    filter.change(event, value);
    assertEquals("{\"user\":{}}", json(event), "both forms of the name");

    event = event(Map.of("token", List.of("a")));
    filter.change(event, value);
    assertEquals("{\"token\":\"***\"}", json(event));

    String ann = hashed(filter, "ann@example.org");
    assertEquals("{\"email\":\"".length() + 32 + 2, ann.length());
    assertEquals(ann, hashed(filter, "ann@example.org"));
    assertNotEquals(ann, hashed(filter, "bob@example.org"));
  }

  private String hashed(RecordFilter filter, String email) throws Exception {
    LogEvent event = event(Map.of("email", email));
    filter.change(event, value);
    return json(event);
  }

  private Fate.@Nullable Filtered drop(
      RecordFilter filter, LogEvent event, @Nullable LogEvent around, byte[] id) throws Exception {
    Fate.Filtered early = filter.dropEarly(Views.of(event, around), id, value);
    return early != null ? early : filter.dropLate(Views.of(event, around), id);
  }

  private static Condition when(String field, String operators) throws Exception {
    return new Condition(field, Operators.of(operators));
  }

  private static FilterRule change(String field, FilterRule.Action action) {
    return new FilterRule.Change(field, null, action, List.of(field));
  }

  private static FilterRule drop(String name, List<Condition> when, double sample) {
    return new FilterRule.Drop(name, null, when, sample);
  }

  private static RecordFilter drops(FilterRule rule) {
    return new RecordFilter(null, List.of(rule), Views.names(), KEY);
  }

  private static byte[] id(int number) {
    return ("AAAAAAAAAAAAAAAAAAAAAA-" + number).getBytes(StandardCharsets.US_ASCII);
  }
}
