package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.opensearch.StubOpenSearch;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may lie in another index costs OpenSearch little, however much of it comes. */
class ElsewhereTest {
  private static final int RECORDS = 200;

  private final StubOpenSearch stub;
  private final WholeSink sink;
  private final Outcomes outcomes = new Outcomes();

  ElsewhereTest() throws Exception {
    stub = new StubOpenSearch();
    SinkSetup settings =
        Sinks.settings(stub.endpoint()).withoutTemplates().withSenders(4, /* gzip= */ false);
    sink = new WholeSink(settings, new Observed(), Clock.systemUTC());
    sink.start();
  }

  @AfterEach
  void close() {
    sink.close();
    stub.close();
  }

  @Test
  void boundsTheRefreshesAndSearchesThatHostsCauseByTime() throws Exception {
    long start = System.nanoTime();
    for (int token = 0; token < RECORDS; token++) {
      elsewhere(token);
      // The pace at which hosts send, so that the bound by time shows.
      Thread.sleep(Duration.ofMillis(10));
    }
    outcomes.await(RECORDS);
    long most = Duration.ofNanos(System.nanoTime() - start).dividedBy(Refreshes.APART) + 1;

    assertEquals(RECORDS, outcomes.count(Delivery.CREATED));
    assertTrue(stub.requests("/weir-old-*/_refresh") <= most, most + " " + counts());
    // All that waits for the same refresh meets in a few requests.
    assertTrue(stub.requests("/_search") <= 4 * most, most + " " + counts());
  }

  @Test
  void keepsNoOtherDocumentWaiting() throws Exception {
    elsewhere(0);
    outcomes.await(1);
    elsewhere(1);

    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-old-2026.11.21", "usual", 2, "{}");
    }
    outcomes.await(2);

    assertEquals(Delivery.CREATED, outcomes.of(2));
    outcomes.await(3);
    assertEquals(2, stub.requests("/_refresh"));
  }

  private String counts() {
    return stub.requests("/_refresh") + " refreshes, " + stub.requests("/_search") + " searches";
  }

  private void elsewhere(int token) {
    try (DocumentBatch batch = sink.batch(outcomes)) {
      batch.begin(Sinks.bytes("weir-old-2026.11.01"), Sinks.bytes("id" + token)).ascii("{}");
      batch.endElsewhere(token, -1);
    }
  }
}
