package dev.weir.record;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.ecs.EcsValue;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.match.FieldTest;
import dev.weir.match.ValueTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordViewTest {
  private static final FieldNames NAMES = Views.names("K_action", "B_action");

  private final EcsFields normal = new EcsFields(EcsSchema.get());
  private final FieldValue value = new FieldValue();

  @Test
  void findsARecordsOwnFields() throws Exception {
    RecordView view = view(event(Map.of("action", "BLOCK", "http", Map.of("uri", "/a"))));

    assertEquals("BLOCK", text(view, "action"));
    assertEquals("/a", text(view, "http.uri"));
    assertFalse(view.find(NAMES.field("http.host"), value));
  }

  @Test
  void findsTextsNumbersAndPlacesOfTheNormalForm() throws Exception {
    normal.set(field("source.ip"), "192.0.2.7");
    normal.set(field("http.response.status_code"), 404);
    normal.set(field("source.as.number"), EcsValue.number(64_500));
    normal.set(field("source.geo.city_name"), EcsValue.text("Z\u00fcrich \"City\""));
    normal.set(field("source.geo.location"), EcsValue.point(47.37, 8.54));
    RecordView view = view(event(Map.of("a", 1)));

    assertEquals("192.0.2.7", text(view, "source.ip"));
    assertEquals("404", text(view, "http.response.status_code"));
    assertEquals("64500", text(view, "source.as.number"));
    assertEquals("Z\u00fcrich \"City\"", text(view, "source.geo.city_name"));
    assertEquals("47.37,8.54", text(view, "source.geo.location"));
    assertTrue(view.find(NAMES.field("source.as.number"), value));
    assertEquals(64_500, value.integer());
  }

  @Test
  void aRecordsOwnFieldCountsBeforeTheNormalForm() throws Exception {
    normal.set(field("user.name"), "normal");
    RecordView view = view(event(Map.of("user", Map.of("name", "own"))));

    assertEquals("own", text(view, "user.name"));
    List<String> seen = new ArrayList<>();
    assertFalse(view.holds(NAMES.field("user.name"), some(each -> !seen.add(each.text()))));
    assertEquals(List.of("own"), seen);
  }

  @Test
  void asksEachValueOfTheNormalForm() throws Exception {
    EcsField related = field("related.ip");
    for (String address : List.of("192.0.2.1", "192.0.2.2", "192.0.2.3")) {
      byte[] utf8 = address.getBytes(StandardCharsets.US_ASCII);
      normal.add(related, utf8, 0, utf8.length);
    }
    RecordView view = view(event(Map.of("a", 1)));

    assertEquals("192.0.2.1", text(view, "related.ip"));
    assertTrue(
        view.holds(NAMES.field("related.ip"), some(each -> each.text().equals("192.0.2.3"))));
    assertFalse(
        view.holds(NAMES.field("related.ip"), some(each -> each.text().equals("192.0.2.4"))));
  }

  @Test
  void findsFlagsOnceTheyAreSet() throws Exception {
    RecordView view = view(event(Map.of("B_action", "of the log")));
    FieldReference flag = NAMES.field("B_action");

    assertFalse(view.find(flag, value), "a type without the flag");
    view.flag(NAMES.flag("B_action"), false);
    assertEquals("0", text(view, "B_action"));
    view.flag(NAMES.flag("B_action"), true);
    assertEquals("1", text(view, "B_action"));
    assertFalse(view.find(NAMES.field("K_action"), value));

    view.begin(event(Map.of("a", 1)), null);
    assertFalse(view.find(flag, value), "the next record");
  }

  @Test
  void findsWhatLiesAroundARecord() throws Exception {
    LogEvent around = event(Map.of("_env", Map.of("owner", "123456789012"), "logGroup", "/app"));
    RecordView view = Views.of(event(Map.of("owner", "mine")), around, NAMES, normal);

    assertEquals("123456789012", text(view, "weir.envelope.owner"));
    assertEquals("/app", text(view, "weir.envelope.logGroup"));
    assertEquals("mine", text(view, "owner"));
    assertFalse(view(event(Map.of("a", 1))).find(NAMES.field("weir.envelope.owner"), value));
  }

  @Test
  void saysWhichFieldsAreThereBeforeAnythingIsAdded() {
    assertTrue(NAMES.field("action").isInRecord());
    assertTrue(NAMES.field("weir.envelope.owner").isInRecord());
    assertFalse(NAMES.field("source.ip").isInRecord());
    assertFalse(NAMES.field("K_action").isInRecord());
    assertThrows(IllegalArgumentException.class, () -> NAMES.flag("none"));
    assertThrows(IllegalArgumentException.class, () -> NAMES.field("a..b"));
  }

  private static FieldTest some(ValueTest test) {
    return new FieldTest(Map.of(), null, test, null);
  }

  private RecordView view(LogEvent record) {
    return Views.of(record, null, NAMES, normal);
  }

  private String text(RecordView view, String name) throws Exception {
    assertTrue(view.find(NAMES.field(name), value), name);
    return value.text();
  }

  private static EcsField field(String name) {
    return EcsSchema.get().field(name);
  }
}
