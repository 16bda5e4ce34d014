package dev.weir.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.source.LogLines;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log never says last of a trouble what is not so. */
class TroublesTest {
  private static final String BEGAN = "OpenSearch takes nothing now, 5 documents wait: overloaded";
  private static final String OVER = "OpenSearch takes documents again: overloaded is over";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private final InstantSource source = now::get;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final Troubles troubles = new Troubles(TroubleObserver.NONE, clock);
  private final LogLines log = new LogLines(TroubleLog.class.getName());

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void saysBeginAndEndOfAnotherTroubleInTheSameMinute() {
    trouble(Duration.ofSeconds(3));
    pass(Duration.ofSeconds(5));
    trouble(Duration.ofSeconds(4));

    assertEquals(List.of(BEGAN, OVER, BEGAN, OVER), beginnings(log.lines()));
    assertTrue(log.lines().getLast().endsWith("after 4 s"), log.lines().getLast());
  }

  @Test
  void countsWhatComesAndGoes() {
    for (int i = 0; i < 50; i++) {
      trouble(Duration.ofSeconds(1));
    }
    assertEquals(
        List.of(BEGAN, OVER, BEGAN, OVER, BEGAN, OVER, "overloaded comes and goes"),
        beginnings(log.lines()));

    pass(Duration.ofSeconds(15));
    // Any exchange.
    troubles.server(null);

    assertEquals("overloaded came and went 47 times more, 47 s in all", log.lines().getLast());
    assertEquals(8, log.lines().size());
  }

  @Test
  void saysOfWhatComesAndGoesThatItStays() {
    for (int i = 0; i < 5; i++) {
      trouble(Duration.ofSeconds(1));
    }
    troubles.held(HoldReason.OVERLOADED, 5);
    for (int i = 0; i < 12; i++) {
      pass(Duration.ofSeconds(10));
      troubles.holding(HoldReason.OVERLOADED, 5, "429");
    }

    assertEquals(BEGAN, beginnings(log.lines()).getLast());
    troubles.released(HoldReason.OVERLOADED, 5);
    assertEquals(OVER, beginnings(log.lines()).getLast());
  }

  @Test
  void saysThatOpenSearchIsAwayBeforeAnythingWaits() throws Exception {
    URI nowhere = URI.create("http://127.0.0.1:1");
    AtomicLong nanos = new AtomicLong();
    Reachability reachability = new Reachability(troubles, nanos::get);
    try (SearchClient client = SearchClient.of(OpenSearchSettings.of(nowhere))) {
      reachability.prepared();
      nanos.addAndGet(Duration.ofSeconds(11).toNanos());

      reachability.check(client, true);
    }

    assertTrue(
        log.lines().getLast().startsWith("OpenSearch takes nothing now, 0 documents wait"),
        log.lines().toString());
  }

  private void trouble(Duration lasts) {
    troubles.held(HoldReason.OVERLOADED, 5);
    troubles.holding(HoldReason.OVERLOADED, 5, "429");
    pass(lasts);
    troubles.released(HoldReason.OVERLOADED, 5);
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private static List<String> beginnings(List<String> lines) {
    return lines.stream().map(TroublesTest::beginning).toList();
  }

  private static String beginning(String line) {
    return List.of(BEGAN, OVER, "overloaded comes and goes").stream()
        .filter(line::startsWith)
        .findFirst()
        .orElse(line);
  }
}
