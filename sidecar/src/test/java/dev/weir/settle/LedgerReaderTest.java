package dev.weir.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.Rest;
import dev.weir.opensearch.StubOpenSearch;
import dev.weir.opensearch.TcpProxy;
import dev.weir.sink.Sinks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the ledger's index says of objects. */
@ExtendWith(LabExtension.class)
class LedgerReaderTest {
  private static final ObjectVersion UNHEARD = new ObjectVersion("b", "unheard", "v");

  private final Rest rest;

  LedgerReaderTest(Lab lab) {
    rest = new Rest(lab.openSearch().endpoint());
  }

  @Test
  void knowsWhatWasWrittenAtOnce() throws Exception {
    try (WholeLedger lines = lines(rest)) {
      ObjectVersion settled = new ObjectVersion("b", "settled/ü \"k\"", "v");
      ObjectVersion unaccounted = new ObjectVersion("b", "unaccounted", "v");
      ObjectVersion poisoned = new ObjectVersion("b", "poisoned", "v");
      write(lines, settled, Map.of("indexed", 3L, "unaccounted", 0L));
      write(lines, unaccounted, Map.of("indexed", 3L, "unaccounted", 1L));
      poison(lines, poisoned);

      var states = lines.index.states(List.of(settled, unaccounted, poisoned, UNHEARD));

      assertEquals(
          Map.of(
              settled, LedgerState.SETTLED,
              unaccounted, LedgerState.UNACCOUNTED,
              poisoned, LedgerState.POISONED,
              UNHEARD, LedgerState.ABSENT),
          states);
    }
  }

  @Test
  void takesAMissingIndexForAnEmptyOne() throws Exception {
    try (WholeLedger lines = lines(rest)) {
      rest.delete("/weir-ledger");

      var states = lines.index.states(List.of(UNHEARD));

      assertEquals(Map.of(UNHEARD, LedgerState.ABSENT), states);
    }
  }

  @Test
  void keepsADeadLetterAndALineForAnObjectAsAWhole() throws Exception {
    try (WholeLedger lines = lines(rest)) {
      ObjectVersion object = new ObjectVersion("b", "twice", "v");
      poison(lines, object);

      poison(lines, object);

      rest.post("/weir-dead-letters,weir-ledger/_refresh");
      String letters = rest.get("/weir-dead-letters/_search?q=key:twice");
      String line = rest.get("/weir-ledger/_search?q=key:twice");
      assertTrue(letters.contains("\"total\":{\"value\":1,"), letters);
      assertTrue(letters.contains("\"reason\":\"denied\""), letters);
      assertTrue(letters.contains("\"stage\":\"source\""), letters);
      assertTrue(line.contains("\"state\":\"poisoned\""), line);
      assertTrue(line.contains("\"reason\":\"denied\""), line);
      assertTrue(line.contains("\"attempts\":5"), line);
    }
  }

  @Test
  void waitsAsLongAsItsAnswersAreLost() throws Exception {
    try (TcpProxy proxy = new TcpProxy(rest.endpoint());
        WholeLedger lines = new WholeLedger(Sinks.settings(proxy.endpoint()))) {
      lines.start();
      proxy.loseAnswers(3);

      var states = lines.index.states(List.of(UNHEARD));

      assertEquals(Map.of(UNHEARD, LedgerState.ABSENT), states);
      assertEquals(3, proxy.lost());
      lines.observed.holds().forEach((reason, held) -> assertEquals(0, held, reason.label()));
      assertTrue(lines.observed.holds().containsKey(HoldReason.UNREACHABLE));
    }
  }

  @Test
  void waitsWhileOpenSearchIsOverloadedAndEndsWithItsThread() throws Exception {
    try (StubOpenSearch stub = new StubOpenSearch();
        WholeLedger lines =
            new WholeLedger(
                Sinks.settings(stub.endpoint())
                    .withoutTemplates()
                    .withSenders(1, /* gzip= */ false))) {
      lines.start();
      stub.overload(true);
      CompletableFuture<String> end = new CompletableFuture<>();

      Thread asking =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      end.complete(lines.index.states(List.of(UNHEARD)).toString());
                    } catch (InterruptedException e) {
                      end.complete("interrupted");
                    }
                  });

      Eventually.until("it asks again", () -> stub.requests("/weir-ledger/_mget") >= 2);
      assertFalse(end.isDone());
      asking.interrupt();
      assertEquals("interrupted", end.get(10, TimeUnit.SECONDS));
    }
  }

  private static WholeLedger lines(Rest rest) {
    WholeLedger lines = new WholeLedger(Sinks.settings(rest.endpoint()));
    lines.start();
    return lines;
  }

  private static void write(WholeLedger lines, ObjectVersion object, Map<String, Long> records)
      throws Exception {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    lines.index.write(
        new LedgerDocument(
            object,
            7,
            "aws.waf",
            4,
            new TreeMap<>(records),
            null,
            null,
            1,
            Duration.ZERO,
            List.of(),
            0,
            0),
        () -> durable.complete(null),
        () -> {});
    durable.get(20, TimeUnit.SECONDS);
  }

  private static void poison(WholeLedger lines, ObjectVersion object) throws Exception {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    lines.index.writePoisoned(
        new PoisonedObject(
            object, "denied", "aws.waf", 7, 5, Instant.parse("2026-01-02T03:04:05Z")),
        () -> durable.complete(null),
        () -> durable.completeExceptionally(new AssertionError("given up")));
    durable.get(20, TimeUnit.SECONDS);
  }
}
