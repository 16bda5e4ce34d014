package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.account.Counts;
import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKind;
import dev.weir.account.StampWriter;
import dev.weir.event.Records;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.msgpack.MsgpackWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records whose events have ids of their own, and what comes under an id that is taken. */
@ExtendWith(LabExtension.class)
class OwnIdsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant WRITTEN = Instant.parse("2026-11-21T02:10:49Z");
  private static final String INDEX = "weir-aws.cloudtrail-2026.11.20";
  private static final String ACCOUNT = "123456789012";
  private static final ObjectVersion TRUE = trail(ACCOUNT, "a.json.gz");
  private static final ObjectVersion COPY = trail("o-abc123/" + ACCOUNT, "b.json.gz");
  private static final ObjectVersion OTHER = trail(ACCOUNT, "c.json.gz");

  private final PipelineOnLab lab;
  private final ChunkPipeline pipeline;

  OwnIdsTest(Lab lab) {
    this.lab = new PipelineOnLab(lab);
    pipeline = this.lab.pipeline(Clock.systemUTC());
  }

  @BeforeEach
  void start() throws Exception {
    lab.delete(INDEX);
    lab.start();
  }

  @AfterEach
  void close() throws Exception {
    lab.delete(INDEX);
    lab.close();
  }

  @Test
  void indexesWhatHasTheIdOfAnotherRecordUnderTheIdOfItsPlace() throws Exception {
    take(OTHER, event("e1", "ListBuckets"));

    take(TRUE, event("e1", "DeleteTrail"));
    take(TRUE, event("e1", "DeleteTrail"));

    assertFates(2, 0);
    List<JsonNode> found = documents();
    assertEquals(2, found.size());
    JsonNode first = find(found, "ListBuckets");
    assertEquals("e1:" + ACCOUNT, first.path("_id").asText());
    JsonNode second = find(found, "DeleteTrail");
    assertTrue(second.path("_id").asText().matches("[A-Za-z0-9_-]{22}-0"), second.toString());
    assertEquals("e1:" + ACCOUNT, second.at("/_source/weir/id_conflict").asText());
    assertEquals(TRUE.uri(), second.at("/_source/weir/object").asText());
    assertConflicts(1 + 1);
  }

  @Test
  void indexesBothOfTwoThatComeAtOnce() throws Exception {
    take(TRUE, event("e1", "ListBuckets"), event("e1", "DeleteTrail"), event("e1", "ListBuckets"));

    assertFates(2, 1);
    assertEquals(2, documents().size());
  }

  @Test
  void takesTheCopyOfAnotherTrailForTheSame() throws Exception {
    Map<String, Object> event = event("e1", "DeleteTrail");
    Map<String, Object> turned = new LinkedHashMap<>();
    event.keySet().stream().toList().reversed().forEach(name -> turned.put(name, event.get(name)));

    take(TRUE, event);
    take(COPY, event);
    take(OTHER, turned);

    assertFates(1, 2);
    assertEquals(1, documents().size());
    assertConflicts(0);
  }

  @Test
  void takesARecordThatAFilterChangedSinceForTheSame() throws Exception {
    Map<String, Object> changed = event("e1", "DeleteTrail");
    changed.put("seen_by", "another host");

    take(TRUE, event("e1", "DeleteTrail"));
    take(TRUE, changed);

    assertFates(1, 0);
    assertEquals(1, documents().size());
    assertConflicts(0);
  }

  @Test
  void comparesWithDocumentsThatHaveNoHash() throws Exception {
    for (String id : List.of("e1", "e2")) {
      Map<String, Object> document = new LinkedHashMap<>(event(id, "DeleteTrail"));
      document.put("event", Map.of("id", "of an earlier version"));
      document.put("weir", Map.of("type", "aws.cloudtrail", "object", "s3://logs/x"));
      lab.ask(
          "PUT", "/" + INDEX + "/_create/" + id + ":" + ACCOUNT, JSON.writeValueAsString(document));
    }

    take(TRUE, event("e1", "DeleteTrail"), event("e2", "ListBuckets"));

    assertFates(1, 1);
    assertEquals(3, documents().size());
    assertConflicts(1);
  }

  @Test
  void asksAgainWhereWhatWasThereIsGone() throws Exception {
    take(TRUE, event("e1", "ListBuckets"));
    lab.ask("DELETE", "/" + INDEX + "/_doc/e1:" + ACCOUNT + "?refresh=true", "");

    take(OTHER, event("e1", "DeleteTrail"));

    assertFates(2, 0);
    assertEquals("e1:" + ACCOUNT, documents().getFirst().path("_id").asText());
  }

  @Test
  void leavesTheIdsOfEventsToThoseWhoGaveThem() throws Exception {
    ObjectVersion uploaded = ObjectVersion.of("logs", "uploads/trail.json.gz", "1");
    ObjectVersion ofAnotherAccount = trail("210987654321", "d.json.gz");
    Map<String, Object> nobodys = event("e4", "ListBuckets");
    nobodys.remove("recipientAccountId");

    take(uploaded, event("e1", "ListBuckets"));
    take(ofAnotherAccount, event("e2", "ListBuckets"));
    take(OTHER, nobodys);
    take(TRUE, event("e1", "DeleteTrail"), event("e2", "DeleteTrail"), event("e3", "DeleteTrail"));

    assertFates(6, 0);
    for (JsonNode each : documents()) {
      boolean own = each.path("_id").asText().endsWith(":" + ACCOUNT);
      assertEquals(
          each.at("/_source/eventName").asText().equals("DeleteTrail"), own, each.toString());
      assertEquals(own, each.at("/_source/weir").has("hash"), each.toString());
    }
    assertConflicts(0);
  }

  private void assertFates(long indexed, long alreadyIndexed) {
    Counts counts = lab.ledger.totals();
    assertEquals(indexed, counts.indexed(), "indexed");
    assertEquals(alreadyIndexed, counts.alreadyIndexed(), "already indexed");
  }

  private void assertConflicts(int conflicts) {
    String counted = "weir_id_conflicts_total{type=\"aws.cloudtrail\"} " + conflicts + ".0";
    String all = lab.metrics.scrape();
    assertEquals(conflicts > 0, all.contains("weir_id_conflicts_total{"), all);
    assertTrue(conflicts == 0 || all.contains(counted), all);
  }

  private List<JsonNode> documents() throws Exception {
    return lab.documents(INDEX);
  }

  private static JsonNode find(List<JsonNode> documents, String eventName) {
    return documents.stream()
        .filter(each -> each.at("/_source/eventName").asText().equals(eventName))
        .findFirst()
        .orElseThrow();
  }

  @SafeVarargs
  private void take(ObjectVersion object, Map<String, ?>... records) throws Exception {
    Frame frame = new Frame(object, 0, records.length, WRITTEN.getEpochSecond());
    StampWriter stamps = new StampWriter(PipelineOnLab.KEY, frame);
    MsgpackWriter entries = new MsgpackWriter(1024);
    for (int ordinal = 0; ordinal < records.length; ordinal++) {
      Map<String, Object> stamped = new LinkedHashMap<>(records[ordinal]);
      stamped.put("_weir", stamps.text(StampKind.RECORD, ordinal));
      entries.writeArrayHeader(2);
      entries.writeEventTime(WRITTEN.getEpochSecond(), 0);
      Records.write(entries, stamped);
    }
    lab.take(pipeline, "s3.aws.cloudtrail", entries.toByteArray());
  }

  private static Map<String, Object> event(String id, String name) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("eventVersion", "1.11");
    event.put("userIdentity", Map.of("type", "Root", "accountId", ACCOUNT));
    event.put("eventTime", "2026-11-20T11:12:13Z");
    event.put("eventName", name);
    event.put("eventID", id);
    event.put("recipientAccountId", ACCOUNT);
    return event;
  }

  private static ObjectVersion trail(String folder, String name) {
    return ObjectVersion.of(
        "logs", "AWSLogs/" + folder + "/CloudTrail/eu-west-1/2026/11/20/" + name, "1");
  }
}
