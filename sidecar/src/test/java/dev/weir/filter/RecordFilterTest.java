package dev.weir.filter;

import static dev.weir.event.Records.event;
import static dev.weir.event.Records.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import dev.weir.account.Fate;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class RecordFilterTest {
  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

  private final FieldValue value = new FieldValue();

  @Test
  void dropsWhenAllConditionsHoldAndNamesTheReason() throws Exception {
    RecordFilter filter =
        drops(
            new DropRule(
                "health_checks",
                List.of(
                    new Condition.Matches(FilterField.of("uri"), Pattern.compile("^/health")),
                    new Condition.In(FilterField.of("status"), Set.of("200")),
                    new Condition.Exists(FilterField.of("user"), false)),
                0));

    assertEquals(
        new Fate.Filtered("health_checks"),
        filter.drop(event(Map.of("uri", "/healthz", "status", 200)), null, id(1), value));
    assertNull(filter.drop(event(Map.of("uri", "/healthz", "status", 500)), null, id(1), value));
    assertNull(
        filter.drop(
            event(Map.of("uri", "/healthz", "status", 200, "user", "a")), null, id(1), value));
    assertNull(filter.drop(event(Map.of("status", 200)), null, id(1), value));
  }

  @Test
  void asksWhatLiesAroundARecord() throws Exception {
    RecordFilter filter =
        drops(
            new DropRule(
                "noise",
                List.of(
                    new Condition.In(FilterField.of("weir.envelope.logGroup"), Set.of("/noise"))),
                0));
    LogEvent record = event(Map.of("logGroup", "/noise"));
    LogEvent ofTheGroup = event(Map.of("_env", Map.of("logGroup", "/noise"), "message", "m"));
    LogEvent ofAnother = event(Map.of("_env", Map.of("logGroup", "/other"), "message", "m"));
    LogEvent ofSplunk = event(Map.of("logGroup", "/noise", "event", "m"));

    assertEquals(new Fate.Filtered("noise"), filter.drop(record, ofTheGroup, id(1), value));
    assertEquals(new Fate.Filtered("noise"), filter.drop(record, ofSplunk, id(1), value));
    assertNull(filter.drop(record, ofAnother, id(1), value));
    assertNull(filter.drop(record, null, id(1), value));
  }

  @Test
  void samplesAlikeInEachAttempt() throws Exception {
    RecordFilter filter = drops(new DropRule("sampled", List.of(), 0.25));
    LogEvent event = event(Map.of("a", 1));

    int kept = 0;
    for (int i = 0; i < 20_000; i++) {
      boolean first = filter.drop(event, null, id(i), value) == null;
      boolean second = filter.drop(event, null, id(i), value) == null;
      assertEquals(first, second);
      kept += first ? 1 : 0;
    }

    assertTrue(kept > 4_700 && kept < 5_300, "kept " + kept);
  }

  @Test
  void masksRemovesAndHashesFields() throws Exception {
    RecordFilter filter =
        new RecordFilter(
            List.of(),
            List.of(
                change("user.password", FieldRule.Change.REMOVE),
                change("token", FieldRule.Change.MASK),
                change("email", FieldRule.Change.HASH),
                change("missing", FieldRule.Change.MASK)),
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

  private static FieldRule change(String field, FieldRule.Change change) {
    return new FieldRule(List.of(FieldPath.of(field)), change);
  }

  private static RecordFilter drops(DropRule rule) {
    return new RecordFilter(List.of(rule), List.of(), KEY);
  }

  private static byte[] id(int number) {
    return ("AAAAAAAAAAAAAAAAAAAAAA-" + number).getBytes(StandardCharsets.US_ASCII);
  }
}
