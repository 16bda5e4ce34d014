package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.ObjectVersion;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.units.ByteSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class OpenSearchSinkTest {
  private final Observed observed = new Observed();
  private final Outcomes outcomes = new Outcomes();
  private Rest rest;
  private OpenSearchSink sink;

  OpenSearchSinkTest(Lab lab) {
    rest = new Rest(lab.openSearch().endpoint());
    sink = new OpenSearchSink(Sinks.settings(rest.endpoint()), observed, Clock.systemUTC());
  }

  @BeforeEach
  void start() {
    sink.start();
  }

  @AfterEach
  void close() {
    sink.close();
    assertEquals(0, observed.inFlight.get());
    observed.holds().forEach((reason, documents) -> assertEquals(0, documents, reason.label()));
  }

  @Test
  void createsEachDocumentOnce() throws Exception {
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-once", 0, 1000);
    }

    outcomes.await(1000);

    assertEquals(1000, outcomes.count(Delivery.CREATED));
    rest.assertCount(1000, "weir-once");
    assertTrue(sink.isReachable());
  }

  @Test
  void reportsWhatIsAlreadyThere() throws Exception {
    Outcomes again = new Outcomes();
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-twice", 0, 10);
    }
    outcomes.await(10);

    try (DocumentBatch batch = sink.batch(again)) {
      Sinks.writeMany(batch, "weir-twice", 0, 20);
    }
    again.await(20);

    assertEquals(10, again.count(Delivery.ALREADY_THERE));
    assertEquals(10, again.count(Delivery.CREATED));
    rest.assertCount(20, "weir-twice");
  }

  @Test
  void keepsARefusedDocumentAsADeadLetter() throws Exception {
    String refused =
        "{\"@timestamp\":\"yesterday\",\"weir\":{\"type\":"
            + "\"aws.waf\",\"object\":\"s3://b/k\",\"version\":\"v1\",\"ordinal\":7}}";
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-refusing", "r-bad", 0, refused);
      Sinks.write(batch, "weir-refusing", "r-good", 1, "{\"K_action\":1}");
    }

    outcomes.await(2);

    assertEquals(new Delivery.DeadLettered("mapper_parsing_exception", "sink"), outcomes.of(0));
    assertEquals(Delivery.CREATED, outcomes.of(1));
    String letter = rest.get("/weir-dead-letters/_source/r-bad");
    assertTrue(
        letter.contains("\"reason\":\"mapper_parsing_exception\",\"stage\":\"sink\""), letter);
    assertTrue(
        letter.contains("\"bucket\":\"b\",\"key\":\"k\",\"version\":\"v1\",\"ordinal\":7"), letter);
    assertTrue(letter.contains("\"id\":\"r-bad\",\"status\":\"open\""), letter);
    assertTrue(letter.contains("\"host\":\"host-1\",\"type\":\"aws.waf\""), letter);
    assertTrue(letter.contains("\"tag\":\"s3.test\",\"index\":\"weir-refusing\""), letter);
    assertTrue(letter.contains("\"error\":\"mapper_parsing_exception\""), letter);
    assertTrue(letter.contains("\"detail\":\"failed to parse field [@timestamp]"), letter);
    assertTrue(letter.endsWith(",\"form\":\"entry\",\"body\":\"cmF3IDA=\"}"), letter);
  }

  @Test
  void marksTheBodyThatItHadToCut() throws Exception {
    outcomes.raw("x".repeat(100_000));
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-refusing", "r-long", 0, "{\"@timestamp\":\"yesterday\"}");
    }

    outcomes.await(1);

    String letter = rest.get("/weir-dead-letters/_source/r-long");
    assertTrue(letter.contains("\"bytes\":100000,\"truncated\":true"), letter.substring(0, 300));
    assertTrue(letter.length() < 90_000, letter.length() + " characters");
  }

  @Test
  void writesADeadLetterOfAnEarlierStage() throws Exception {
    DeadLetter letter =
        new DeadLetter(
            "not_json",
            "decode",
            "aws.waf",
            null,
            -1,
            Instant.parse("2026-11-21T02:10:49Z"),
            "early-1",
            "",
            new RawBody("web", RawBody.Form.ENTRY, new byte[] {'a', (byte) 0xff, 'b'}, 3));
    try (DocumentBatch batch = sink.batch(outcomes)) {
      batch.deadLetter(5, letter);
    }

    outcomes.await(1);

    assertEquals(new Delivery.DeadLettered("not_json", "decode"), outcomes.of(5));
    String found = rest.get("/weir-dead-letters/_source/early-1");
    assertTrue(found.contains("\"truncated\":false"), found);
    assertTrue(found.contains("\"tag\":\"web\",\"form\":\"entry\",\"body\":\"Yf9i\""), found);
  }

  @Test
  void cancelsARefusedDocumentWhoseRecordIsGone() throws Exception {
    outcomes.gone();
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-refusing", "r-gone", 0, "{\"@timestamp\":\"yesterday\"}");
    }

    outcomes.await(1);

    assertEquals(Delivery.CANCELLED, outcomes.of(0));
    assertEquals(404, rest.send("GET", "/weir-dead-letters/_doc/r-gone", "").statusCode());
  }

  @Test
  void shrinksADeadLetterThatIsRefusedItself() throws Exception {
    rest.delete("/weir-dead-letters");
    rest.put(
        "/weir-dead-letters", "{\"mappings\":{\"properties\":{\"type\":{\"type\":\"date\"}}}}");
    DeadLetter refused =
        new DeadLetter(
            "too_deep",
            "decode",
            "aws.waf",
            new ObjectVersion("b", "k", "v"),
            3,
            Instant.EPOCH,
            "shrinks-1",
            "",
            new RawBody("t", RawBody.Form.ENTRY, Sinks.bytes("body"), 4));

    try (DocumentBatch batch = sink.batch(outcomes)) {
      batch.deadLetter(1, refused);
    }
    outcomes.await(1);

    assertEquals(new Delivery.DeadLettered("too_deep", "decode"), outcomes.of(1));
    String letter = rest.get("/weir-dead-letters/_source/shrinks-1");
    assertTrue(
        letter.contains(
            "\"key\":\"k\",\"version\":\"v\",\"ordinal\":3,\"bytes\":4,\"truncated\":true"),
        letter);
    assertTrue(letter.contains("\"status\":\"open\""), letter);
    assertTrue(letter.endsWith("\"form\":\"none\"}"), letter);
    rest.delete("/weir-dead-letters");
  }

  @Test
  void holdsDocumentsWhileTheIndexIsBlocked() throws Exception {
    rest.put("/weir-blocked", "");
    rest.put("/weir-blocked/_settings", "{\"index.blocks.write\":true}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-blocked", 0, 10);
      Sinks.write(batch, "weir-unblocked", "u", 10, "{}");
    }
    Eventually.holds(() -> observed.held(HoldReason.BLOCKED) == 10, () -> "" + observed.holds());
    Eventually.holds(() -> outcomes.size() == 1, () -> "the other index waits too");

    rest.put("/weir-blocked/_settings", "{\"index.blocks.write\":null}");
    outcomes.await(11);

    assertEquals(11, outcomes.count(Delivery.CREATED));
    rest.assertCount(10, "weir-blocked");
  }

  @Test
  void holdsDocumentsWhileADiskIsFull() throws Exception {
    rest.put("/weir-flooded", "");
    rest.put("/weir-flooded/_settings", "{\"index.blocks.read_only_allow_delete\":true}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-flooded", 0, 10);
    }
    Eventually.holds(() -> observed.held(HoldReason.BLOCKED) == 10, () -> "" + observed.holds());

    rest.put("/weir-flooded/_settings", "{\"index.blocks.read_only_allow_delete\":null}");
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
  }

  @Test
  void holdsDocumentsWhileTheIndexIsClosed() throws Exception {
    rest.put("/weir-closed", "");
    rest.post("/weir-closed/_close");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-closed", 0, 10);
    }
    Eventually.holds(
        () -> observed.held(HoldReason.INDEX_CLOSED) == 10, () -> "" + observed.holds());

    rest.post("/weir-closed/_open");
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
  }

  @Test
  void holdsDocumentsAtTheLimitOfShards() throws Exception {
    rest.put("/_cluster/settings", "{\"transient\":{\"cluster.max_shards_per_node\":1}}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-one-shard-more", 0, 10);
    }
    Eventually.holds(() -> observed.held(HoldReason.LIMIT) == 10, () -> "" + observed.holds());

    rest.put("/_cluster/settings", "{\"transient\":{\"cluster.max_shards_per_node\":null}}");
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
  }

  @Test
  void holdsDocumentsWhileTheIndexMayNotBeCreated() throws Exception {
    rest.put("/_cluster/settings", "{\"transient\":{\"action.auto_create_index\":\"false\"}}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-not-there", 0, 10);
    }
    Eventually.holds(() -> observed.held(HoldReason.NOT_FOUND) == 10, () -> "" + observed.holds());

    rest.put("/_cluster/settings", "{\"transient\":{\"action.auto_create_index\":null}}");
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
  }

  @Test
  void holdsDocumentsWhileThePipelineOfTheIndexIsMissing() throws Exception {
    rest.put("/weir-piped", "{\"settings\":{\"index.default_pipeline\":\"absent\"}}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-piped", 0, 10);
    }
    Eventually.holds(
        () -> observed.held(HoldReason.INDEX_REFUSES) == 10, () -> "" + observed.holds());

    rest.put("/weir-piped/_settings", "{\"index.default_pipeline\":null}");
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
  }

  @Test
  void doesNotHoldForADocumentWithTooManyFields() throws Exception {
    rest.put("/weir-wide", "{\"settings\":{\"index.mapping.total_fields.limit\":30}}");
    StringBuilder wide = new StringBuilder("{\"f0\":0");
    for (int field = 1; field < 50; field++) {
      wide.append(",\"f").append(field).append("\":0");
    }
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-wide", "wide", 0, wide.append('}').toString());
    }

    outcomes.await(1);

    assertEquals(new Delivery.DeadLettered("illegal_argument_exception", "sink"), outcomes.of(0));
    rest.assertCount(0, "weir-wide");
  }

  @Test
  void doesNotHoldForATermThatIsTooLong() throws Exception {
    rest.put("/weir-term", "{\"mappings\":{\"properties\":{\"t\":{\"type\":\"keyword\"}}}}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-term", "term", 0, "{\"t\":\"" + "x".repeat(40_000) + "\"}");
    }

    outcomes.await(1);

    assertTrue(outcomes.of(0) instanceof Delivery.DeadLettered, outcomes.of(0).toString());
  }

  @Test
  void isolatesADocumentThatSpoilsItsRequest() throws Exception {
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-spoilt", 0, 20);
      Sinks.write(batch, "weir-spoilt", "i".repeat(600), 20, "{}");
      Sinks.writeMany(batch, "weir-spoilt", 21, 41);
    }

    outcomes.await(41);

    assertEquals(40, outcomes.count(Delivery.CREATED));
    assertTrue(outcomes.of(20) instanceof Delivery.DeadLettered, outcomes.of(20).toString());
  }

  @Test
  void cancelsWhatWasNotYetWritten() throws Exception {
    rest.put("/weir-cancelled", "");
    rest.put("/weir-cancelled/_settings", "{\"index.blocks.write\":true}");
    DocumentBatch batch = sink.batch(outcomes);
    Sinks.writeMany(batch, "weir-cancelled", 0, 10);
    batch.close();
    Eventually.holds(() -> observed.held(HoldReason.BLOCKED) == 10, () -> "" + observed.holds());

    batch.cancel();
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CANCELLED));
    rest.put("/weir-cancelled/_settings", "{\"index.blocks.write\":null}");
  }

  @Test
  void drainsBeforeItCloses() throws Exception {
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-drained", 0, 5000);
    }

    sink.close();

    outcomes.await(5000);
    assertEquals(5000, outcomes.count(Delivery.CREATED));
  }

  @Test
  void compressesRequestsWhenTold() throws Exception {
    SinkSettings compressing =
        Sinks.withoutTemplates(Sinks.settings(rest.endpoint()), 1, /* gzip= */ true);
    try (OpenSearchSink gzip = new OpenSearchSink(compressing, observed, Clock.systemUTC())) {
      gzip.start();
      try (DocumentBatch batch = gzip.batch(outcomes)) {
        Sinks.writeMany(batch, "weir-gzip", 0, 1000);
      }
      outcomes.await(1000);
    }

    assertEquals(1000, outcomes.count(Delivery.CREATED));
    rest.assertCount(1000, "weir-gzip");
  }

  @Test
  void splitsWhatDoesNotFitIntoOneRequest() throws Exception {
    SinkSettings small =
        Sinks.settings(rest.endpoint(), new Authentication.None(), null, ByteSize.ofKiB(32));
    try (OpenSearchSink splitting = new OpenSearchSink(small, observed, Clock.systemUTC())) {
      splitting.start();
      try (DocumentBatch batch = splitting.batch(outcomes)) {
        Sinks.writeMany(batch, "weir-split", 0, 2000);
        Sinks.write(batch, "weir-split", "big", 2000, "{\"t\":\"" + "x".repeat(50_000) + "\"}");
        Sinks.writeStamped(batch, "weir-split", "stamped", 2001);
      }
      outcomes.await(2002);
    }

    rest.assertCount(2002, "weir-split");
    assertTrue(observed.bulks.get() >= 4, observed.bulks + " requests");
    assertTrue(!rest.get("/weir-split/_source/stamped").contains("2000-01-01"));
  }

  @Test
  void writesALedgerLineInPlaceOfAnEarlierOne() throws Exception {
    ObjectVersion object = new ObjectVersion("bucket", "a/key", "v-ledger");
    CountDownLatch written = new CountDownLatch(2);

    sink.writeLedger(ledger(object, 1), written::countDown);
    Eventually.holds(() -> written.getCount() == 1, () -> "first");
    sink.writeLedger(ledger(object, 2), written::countDown);
    assertTrue(written.await(20, TimeUnit.SECONDS));

    rest.post("/weir-ledger/_refresh");
    String found = rest.get("/weir-ledger/_search?q=version:v-ledger");
    assertTrue(found.contains("\"total\":{\"value\":1,"), found);
    assertTrue(found.contains("\"attempts\":2"), found);
    assertEquals(2, observed.ledgers.get());
  }

  private static LedgerDocument ledger(ObjectVersion object, int attempts) {
    return new LedgerDocument(
        object,
        1234,
        "aws.waf",
        10,
        new TreeMap<>(Map.of("indexed", 9L, "filtered.sampled", 1L)),
        Instant.parse("2026-11-21T00:00:00Z"),
        null,
        attempts,
        Duration.ofMillis(1500));
  }
}
