package dev.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.account.Counts;
import dev.weir.account.ObjectVersion;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.filter.Condition;
import dev.weir.filter.FilterRule;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.match.Operators;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class ReplayTest {
  private static final List<Map<String, ?>> RECORDS =
      List.of(Map.of("n", 1), Map.of("n", 2, "odd", "x"), Map.of("n", 3));

  private final Lab lab;
  private final Search search;
  private final Sidecar sidecar;

  ReplayTest(Lab lab) {
    this.lab = lab;
    search = new Search(lab.openSearch().endpoint());
    sidecar = new Sidecar(lab.openSearch().endpoint(), "host-1");
  }

  @BeforeEach
  void forbidUnknownFields() throws Exception {
    search.clear("weir-replayed-*");
    Eventually.until(
        Sidecar.LIMIT, sidecar.sink.sink()::isReachable, () -> "OpenSearch is not reachable");
    search.createStrict(Sidecar.INDEX, "\"n\":{\"type\":\"long\"},");
  }

  @AfterEach
  void close() throws Exception {
    sidecar.close();
    search.clear("weir-replayed-*");
  }

  @Test
  void replaysARefusedRecordOnceItsMappingIsMended() throws Exception {
    byte[] chunk = Sidecar.ofObject(Sidecar.OBJECT, RECORDS);
    sidecar.take(Sidecar.TAG, chunk);
    Counts counted = sidecar.ledger.totals();
    String name = onlyLetter();

    Progress inVain = sidecar.replayAll();
    JsonNode refusedAgain = search.letter(name);
    allowUnknownFields();
    Progress replayed = sidecar.replayAll();
    Progress again = sidecar.replayAll();
    sidecar.take(Sidecar.TAG, chunk);

    assertEquals(Map.of(ReplayOutcome.DEAD_LETTERED, 1L), inVain.outcomes());
    assertEquals("open", refusedAgain.path("status").asText());
    assertEquals(1, refusedAgain.path("attempts").asInt());
    assertEquals(Map.of(ReplayOutcome.INDEXED, 1L), replayed.outcomes());
    assertEquals(new Progress(0, Map.of()), again);
    JsonNode letter = search.letter(name);
    assertEquals("replayed", letter.path("status").asText());
    assertEquals("indexed", letter.path("outcome").asText());
    assertEquals("host-1", letter.path("replayed_by").asText());
    JsonNode document = search.ask("GET", "/" + Sidecar.INDEX + "/_doc/" + name, "");
    assertEquals("x", document.at("/_source/odd").asText());
    assertEquals(1, document.at("/_source/weir/ordinal").asInt());
    assertEquals(3, search.count(Sidecar.INDEX));
    assertEquals(2, counted.indexed());
    assertEquals(1, counted.deadLetteredTotal());
    assertEquals(counted, sidecar.ledger.totals(), "a replay is in no account");
    assertTrue(
        sidecar
            .metrics
            .scrape()
            .contains("weir_dead_letters_replayed_total{outcome=\"indexed\"} 1.0"));
  }

  @Test
  void keepsOfARecordAllThatTellsWhereItIsFrom() throws Exception {
    byte[] chunk = Sidecar.ofObject(Sidecar.OBJECT, RECORDS);

    sidecar.take(Sidecar.TAG, chunk);

    JsonNode letter = search.letter(onlyLetter());
    assertEquals("strict_dynamic_mapping_exception", letter.path("reason").asText());
    assertEquals("sink", letter.path("stage").asText());
    assertEquals("replayed", letter.path("type").asText());
    assertEquals("logs", letter.path("bucket").asText());
    assertEquals("AWSLogs/a.gz", letter.path("key").asText());
    assertEquals("v1", letter.path("version").asText());
    assertEquals(1, letter.path("ordinal").asInt());
    assertEquals(Sidecar.INDEX, letter.path("index").asText());
    assertEquals(Sidecar.TAG, letter.path("tag").asText());
    assertEquals("host-1", letter.path("host").asText());
    assertEquals("2026-11-21T02:10:49.000Z", letter.path("@timestamp").asText());
    assertEquals("strict_dynamic_mapping_exception", letter.path("error").asText());
    assertTrue(letter.path("detail").asText().contains("[odd]"), letter.toString());
    assertFalse(letter.path("truncated").asBoolean());
    byte[] body = Base64.getDecoder().decode(letter.path("body").asText());
    assertEquals(letter.path("bytes").asInt(), body.length);
    String inChunk = new String(chunk, StandardCharsets.ISO_8859_1);
    assertTrue(inChunk.contains(new String(body, StandardCharsets.ISO_8859_1)), "not its entry");
  }

  @Test
  void givesARecordOfAHostTheIdThatItHadInItsChunk() throws Exception {
    byte[] chunk = Sidecar.ofHost(RECORDS);
    sidecar.take("replayed", chunk);
    allowUnknownFields();

    Progress replayed = sidecar.replayAll();
    sidecar.take("replayed", chunk);

    assertEquals(Map.of(ReplayOutcome.INDEXED, 1L), replayed.outcomes());
    assertEquals(3, search.count(Sidecar.INDEX));
    assertEquals(1, search.letters("replayed"));
  }

  @Test
  void resolvesWhatCameInByAnotherWay() throws Exception {
    byte[] chunk = Sidecar.ofObject(Sidecar.OBJECT, RECORDS);
    sidecar.take(Sidecar.TAG, chunk);
    allowUnknownFields();
    sidecar.take(Sidecar.TAG, chunk);

    Progress replayed = sidecar.replayAll();

    assertEquals(Map.of(ReplayOutcome.ALREADY_INDEXED, 1L), replayed.outcomes());
    assertEquals(1, search.letters("resolved"));
    assertEquals(3, search.count(Sidecar.INDEX));
  }

  @Test
  void marksWhatTheFilterDropsByNow() throws Exception {
    sidecar.take(Sidecar.TAG, Sidecar.ofObject(Sidecar.OBJECT, RECORDS));
    FilterRule rule =
        new FilterRule.Drop(
            "odd", null, List.of(new Condition("odd", Operators.of("exists: true"))), 0);
    try (Sidecar filtering = new Sidecar(lab.openSearch().endpoint(), "host-2", rule)) {

      Progress replayed = filtering.replayAll();

      assertEquals(Map.of(ReplayOutcome.FILTERED, 1L), replayed.outcomes());
      assertEquals(1, search.letters("replayed"));
      assertEquals(2, search.count(Sidecar.INDEX));
    }
  }

  @Test
  void tellsWhatWasCutAndResolvesItWhenItCameInOtherwise() throws Exception {
    byte[] chunk =
        Sidecar.ofObject(
            Sidecar.OBJECT,
            List.of(Map.of("n", 1, "odd", "x".repeat(2 * Sidecar.BODY_LIMIT)), Map.of("n", 2)));
    sidecar.take(Sidecar.TAG, chunk);
    allowUnknownFields();

    Progress cut = sidecar.replayAll();
    sidecar.take(Sidecar.TAG, chunk);
    Progress resolved = sidecar.replayAll();

    assertEquals(Map.of(ReplayOutcome.NOT_REPLAYABLE, 1L), cut.outcomes());
    assertEquals(Map.of(ReplayOutcome.ALREADY_INDEXED, 1L), resolved.outcomes());
    assertEquals(1, search.letters("resolved"));
    assertEquals(2, search.count(Sidecar.INDEX));
  }

  @Test
  void replaysAChunkThatWasKeptWhole() throws Exception {
    allowUnknownFields();
    CountDownLatch kept = new CountDownLatch(2);
    byte[] whole = Sidecar.ofHost(RECORDS);
    poison("replayed", whole, whole.length, kept);
    poison("replayed", whole, whole.length + 1, kept);
    assertTrue(kept.await(30, TimeUnit.SECONDS));

    Progress replayed = sidecar.replayAll();

    assertEquals(
        Map.of(ReplayOutcome.INDEXED, 1L, ReplayOutcome.NOT_REPLAYABLE, 1L), replayed.outcomes());
    assertEquals(3, search.count(Sidecar.INDEX));
  }

  @Test
  void goesOnBehindLettersThatItCannotRead() throws Exception {
    sidecar.take(Sidecar.TAG, Sidecar.ofObject(Sidecar.OBJECT, RECORDS));
    letter("newer", "\"form\":\"columns\",\"body\":\"AAAA\",\"key\":\"k\",\"version\":\"v\"");
    letter("cut", "\"form\":\"entry\",\"body\":\"A%\",\"key\":\"k\",\"version\":\"v\"");
    letter("foreign", "\"form\":\"none\",\"key\":\"k\",\"version\":\"a/b\"");
    allowUnknownFields();

    Progress replayed = sidecar.replayAll();

    assertEquals(
        Map.of(ReplayOutcome.NOT_REPLAYABLE, 3L, ReplayOutcome.INDEXED, 1L), replayed.outcomes());
    assertEquals(List.of(), sidecar.taken);
    assertEquals(3, search.letters("open"));
  }

  /** One that was written before all others. */
  private void letter(String name, String fields) throws Exception {
    search.ask(
        "PUT",
        "/weir-dead-letters/_doc/" + name + "?refresh=true",
        """
        {"@timestamp":"2026-11-21T00:00:00.000Z","written":"2026-11-21T00:00:00.000Z",
         "reason":"denied","stage":"source","bucket":"logs","bytes":3,"truncated":false,
         "id":"%s","status":"open","attempts":0,%s}
        """
            .formatted(name, fields));
  }

  @Test
  void selectsByReasonTypeObjectTimeAndNumber() throws Exception {
    for (String key : List.of("a/1", "a/2", "b/1")) {
      ObjectVersion object = new ObjectVersion("logs", key, "v");
      sidecar.take(Sidecar.TAG, Sidecar.ofObject(object, RECORDS));
    }

    assertEquals(3, selected(null, null, null, Long.MAX_VALUE));
    assertEquals(3, selected("strict_dynamic_mapping_exception", "replayed", "s3://logs", 10));
    assertEquals(2, selected(null, null, "s3://logs/a/", 10));
    assertEquals(1, selected(null, null, "s3://logs/b/1", 10));
    assertEquals(0, selected(null, null, "s3://log", 10));
    assertEquals(0, selected("too_deep", null, null, 10));
    assertEquals(0, selected(null, "aws.waf", null, 10));
    assertEquals(2, selected(null, null, null, 2));
    assertEquals(3, search.letters("open"), "a dry run changes nothing");
    assertEquals(
        0,
        search
            .ask("GET", "/weir-dead-letters/_search?q=attempts:1", "")
            .at("/hits/total/value")
            .asInt());
    allowUnknownFields();
    Selection one = new Selection(null, null, "s3://logs/a/", null, 1, false, false);
    assertEquals(Map.of(ReplayOutcome.INDEXED, 1L), sidecar.replay(one).outcomes());
    assertEquals(2, search.letters("open"));
  }

  @Test
  void selectsByTheTimeOfWriting() throws Exception {
    sidecar.take(Sidecar.TAG, Sidecar.ofObject(Sidecar.OBJECT, RECORDS));
    Instant written = Instant.parse(search.letter(onlyLetter()).path("written").asText());

    Progress after =
        sidecar.replay(new Selection(null, null, null, written.plusMillis(1), 10, true, false));
    Progress since = sidecar.replay(new Selection(null, null, null, written, 10, true, false));

    assertEquals(0, after.selected());
    assertEquals(Map.of(ReplayOutcome.WOULD_REPLAY, 1L), since.outcomes());
  }

  @Test
  void hasTheSourceTakeTheObjectThatItGaveUpOn() throws Exception {
    search.ask(
        "PUT",
        "/weir-dead-letters/_doc/whole?refresh=true",
        """
        {"@timestamp":"2026-11-21T00:00:00.000Z","written":"2026-11-21T00:00:00.000Z",
         "reason":"access_denied","stage":"source","bucket":"logs","key":"k","version":"v",
         "bytes":0,"truncated":false,"id":"whole","status":"open","attempts":0,"form":"none"}
        """);

    Progress replayed = sidecar.replayAll();

    assertEquals(Map.of(ReplayOutcome.OBJECT_TAKEN, 1L), replayed.outcomes());
    assertEquals(List.of(new ObjectVersion("logs", "k", "v")), sidecar.taken);
    assertEquals("replayed", search.letter("whole").path("status").asText());
  }

  @Test
  void twoHostsThatReplayAtOnceIndexEachRecordOnce() throws Exception {
    List<Map<String, ?>> records = new ArrayList<>();
    for (int n = 0; n < 600; n++) {
      records.add(Map.of("n", n, "odd", "x"));
    }
    sidecar.take(Sidecar.TAG, Sidecar.ofObject(Sidecar.OBJECT, records));
    assertEquals(600, search.letters("open"));
    allowUnknownFields();
    try (Sidecar other = new Sidecar(lab.openSearch().endpoint(), "host-2")) {
      Eventually.until(
          Sidecar.LIMIT, other.sink.sink()::isReachable, () -> "OpenSearch is not reachable");

      CompletableFuture<Progress> theirs = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  theirs.complete(other.replayAll());
                } catch (Exception | AssertionError e) {
                  theirs.completeExceptionally(e);
                }
              });
      Progress ours = sidecar.replayAll();

      long marked = marked(ours) + marked(theirs.get(60, TimeUnit.SECONDS));
      assertEquals(600, marked, "each letter is marked by one host");
      assertEquals(600, search.count(Sidecar.INDEX));
      assertEquals(0, search.letters("open"));
    }
  }

  @Test
  void saysThatOpenSearchIsDown() throws Exception {
    sidecar.take(Sidecar.TAG, Sidecar.ofObject(Sidecar.OBJECT, RECORDS));
    lab.openSearch().kill();
    IOException down;
    try {
      down = assertThrows(IOException.class, sidecar::replayAll);
    } finally {
      lab.openSearch().restart();
    }
    allowUnknownFields();

    Progress replayed = sidecar.replayAll();

    assertEquals("OpenSearch does not answer: ConnectException", down.getMessage());
    assertEquals(Map.of(ReplayOutcome.INDEXED, 1L), replayed.outcomes());
  }

  @Test
  void aChunkWaitsWhileItsDeadLetterCannotBeWritten() throws Exception {
    sidecar.take(Sidecar.TAG, Sidecar.ofObject(Sidecar.OBJECT, RECORDS));
    search.put("/weir-dead-letters/_settings", "{\"index.blocks.write\":true}");

    ReplayedChunk chunk =
        sidecar.begin(
            Sidecar.TAG, Sidecar.ofObject(new ObjectVersion("logs", "later", "v"), RECORDS));
    Eventually.until(
        Sidecar.LIMIT,
        () -> sidecar.metrics.scrape().contains("weir_alarm{reason=\"opensearch_blocked\"} 1.0"),
        () -> sidecar.metrics.scrape());
    boolean doneMeanwhile = chunk.isDone();
    search.put("/weir-dead-letters/_settings", "{\"index.blocks.write\":false}");

    Eventually.until(Sidecar.LIMIT, chunk::isDone, () -> "the chunk is not done");
    assertFalse(doneMeanwhile, "the chunk was done before its dead letter was written");
    assertEquals(2, search.letters("open"));
    assertEquals(2, sidecar.ledger.totals().deadLetteredTotal());
  }

  @Test
  void aRecordOfAnObjectThatBrokeOnItsWayIsNotTakenForDropped() throws Exception {
    List<Map<String, ?>> records = List.of(Map.of("n", 1), Map.of("n", 2), Map.of("n", 3));
    byte[] sound = Sidecar.ofObject(Sidecar.OBJECT, records);
    byte[] broken = sound.clone();
    broken[sound.length / records.size()] = (byte) 0xc1;
    sidecar.ledger.open(Sidecar.OBJECT);
    ReplayedChunk chunk = new ReplayedChunk(Sidecar.TAG, broken);

    sidecar.pipeline.salvage(chunk);
    Eventually.until(Sidecar.LIMIT, chunk::isDone, () -> "the chunk is not done");
    Counts before = sidecar.ledger.totals();
    sidecar.take(Sidecar.TAG, sound);

    assertEquals(2, before.indexed());
    assertEquals(0, before.droppedInFluentBit());
    assertEquals(3, sidecar.ledger.totals().indexed());
    assertEquals(3, search.count(Sidecar.INDEX));
    assertEquals(1, search.letters("open"));
  }

  private long selected(
      @Nullable String reason, @Nullable String type, @Nullable String object, long limit)
      throws Exception {
    Progress progress =
        sidecar.replay(new Selection(reason, type, object, null, limit, true, false));
    assertEquals(progress.selected(), progress.done());
    return progress.selected();
  }

  private static long marked(Progress progress) {
    return progress.done() - progress.outcomes().getOrDefault(ReplayOutcome.MARKED_ELSEWHERE, 0L);
  }

  private void poison(String tag, byte[] raw, long size, CountDownLatch kept) {
    sidecar.pipeline.poisoned(
        tag, ChunkRefusal.FRAME_TOO_LARGE, raw, size, "peer", kept::countDown);
  }

  private void allowUnknownFields() throws Exception {
    search.put("/" + Sidecar.INDEX + "/_mapping", "{\"dynamic\":true}");
  }

  private String onlyLetter() throws Exception {
    search.ask("POST", "/weir-dead-letters/_refresh", "");
    JsonNode hits = search.ask("GET", "/weir-dead-letters/_search", "").at("/hits/hits");
    assertEquals(1, hits.size(), hits.toString());
    return hits.at("/0/_id").asText();
  }
}
