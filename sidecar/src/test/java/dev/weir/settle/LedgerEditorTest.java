package dev.weir.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.ObjectVersion;
import dev.weir.account.OrdinalRun;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.Rest;
import dev.weir.opensearch.TcpProxy;
import dev.weir.sink.Sinks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes of lines that another process wrote. */
@ExtendWith(LabExtension.class)
class LedgerEditorTest {
  private final Rest rest;
  private final WholeLedger lines;

  LedgerEditorTest(Lab lab) {
    rest = new Rest(lab.openSearch().endpoint());
    lines = new WholeLedger(Sinks.settings(rest.endpoint()));
  }

  @BeforeEach
  void start() {
    lines.start();
  }

  @AfterEach
  void close() {
    lines.close();
  }

  @Test
  void givesTheLineAsItWasWritten() throws Exception {
    ObjectVersion object = new ObjectVersion("b", "edited/ü \"k\"", "v");
    LedgerDocument line = line(object, 3, List.of(new OrdinalRun(0, 2), new OrdinalRun(7, 1)));
    write(line);

    List<LedgerDocument> given = new ArrayList<>();
    lines.index.edit(
        object,
        found -> {
          given.add(found);
          return found;
        });

    assertEquals(List.of(line), given);
  }

  @Test
  void asksForTheChangeAgainWhenAnotherWroteTheLineMeanwhile() throws Exception {
    ObjectVersion object = new ObjectVersion("b", "edited-by-two", "v");
    write(line(object, 1, List.of()));
    List<Long> found = new ArrayList<>();

    lines.index.edit(
        object,
        line -> {
          found.add(line.read());
          if (found.size() == 1) {
            write(line(object, 20, List.of()));
          }
          return line(object, line.read() + 100, List.of());
        });

    assertEquals(List.of(1L, 20L), found);
    lines.index.edit(object, line -> assertRead(120, line));
  }

  @Test
  void changesTheLineOnceMoreWhenItsAnswerIsLost() throws Exception {
    ObjectVersion object = new ObjectVersion("b", "edited-unheard", "v");
    write(line(object, 1, List.of()));
    List<Long> found = new ArrayList<>();
    try (TcpProxy proxy = new TcpProxy(rest.endpoint());
        WholeLedger behind = new WholeLedger(Sinks.settings(proxy.endpoint()))) {
      behind.start();

      behind.index.edit(
          object,
          line -> {
            found.add(line.read());
            if (found.size() == 1) {
              proxy.loseAnswers(1);
            }
            return line(object, 7, List.of());
          });
      assertEquals(1, proxy.lost());
    }

    assertEquals(List.of(1L, 7L), found);
  }

  @Test
  void leavesAloneWhatHasNoLineOrWasGivenUp() throws Exception {
    ObjectVersion poisoned = new ObjectVersion("b", "edited-poisoned", "v");
    CompletableFuture<Void> durable = new CompletableFuture<>();
    lines.index.writePoisoned(
        new PoisonedObject(poisoned, "denied", null, 7, 5, Instant.EPOCH),
        () -> durable.complete(null),
        () -> durable.completeExceptionally(new AssertionError("given up")));
    durable.get(20, TimeUnit.SECONDS);

    lines.index.edit(poisoned, line -> assertRead(-1, line));
    lines.index.edit(new ObjectVersion("b", "unheard", "v"), line -> assertRead(-1, line));

    rest.post("/weir-ledger/_refresh");
    String line = rest.get("/weir-ledger/_search?q=key:edited-poisoned");
    assertTrue(line.contains("\"state\":\"poisoned\""), line);
  }

  @Test
  void givesALineUpThatIsRefusedForWhatIsInIt() throws Exception {
    ObjectVersion object = new ObjectVersion("b", "edited-in-vain", "v");
    write(line(object, 1, List.of()));

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                lines.index.edit(
                    object,
                    line ->
                        new LedgerDocument(
                            object,
                            line.bytes(),
                            "longer than a term of Lucene may be".repeat(1_000),
                            2,
                            line.records(),
                            line.first(),
                            line.last(),
                            line.attempts(),
                            line.took(),
                            line.open(),
                            0,
                            0)));

    assertTrue(refused.toString().endsWith("400 illegal_argument_exception"), refused.toString());
    lines.index.edit(object, line -> assertRead(1, line));
  }

  private static LedgerDocument assertRead(long expected, LedgerDocument line) {
    assertEquals(expected, line.read());
    return line;
  }

  private void write(LedgerDocument line) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    lines.index.write(line, () -> durable.complete(null), () -> {});
    durable.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static LedgerDocument line(ObjectVersion object, long read, List<OrdinalRun> open) {
    return new LedgerDocument(
        object,
        7,
        "aws.waf",
        read,
        new TreeMap<>(Map.of("indexed", read, "filtered.noise", 2L)),
        Instant.parse("2026-11-21T00:00:00.123Z"),
        null,
        2,
        Duration.ofMillis(1500),
        open,
        0,
        0);
  }
}
