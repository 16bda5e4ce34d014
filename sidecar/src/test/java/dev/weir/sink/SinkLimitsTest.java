package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabOptions;
import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server with narrow limits, as one under load or behind a careful proxy has. */
class SinkLimitsTest {
  private static final String NARROW =
      "http.max_content_length: 200kb\nindexing_pressure.memory.limit: 150kb\n";

  private static final Lab LAB =
      Lab.start(LabOptions.defaults().withOpenSearchHeapMib(512).withAwsHeapMib(128));

  private final Observed observed = new Observed();
  private final Outcomes outcomes = new Outcomes();
  private final Rest rest = new Rest(LAB.openSearch().endpoint());
  private final WholeSink sink =
      new WholeSink(Sinks.settings(rest.endpoint()), observed, Clock.systemUTC());

  @BeforeAll
  static void startNarrow() throws Exception {
    restartWith(NARROW);
  }

  @AfterAll
  static void stop() {
    LAB.close();
  }

  @AfterEach
  void close() {
    sink.close();
    assertEquals(0, observed.inFlight.get());
  }

  @Test
  void halvesARequestThatIsTooLarge() throws Exception {
    sink.start();

    try (DocumentBatch batch = sink.batch(outcomes)) {
      for (int token = 0; token < 400; token++) {
        Sinks.write(
            batch, "weir-halved", "h" + token, token, "{\"t\":\"" + "x".repeat(1000) + "\"}");
      }
    }
    outcomes.await(400);

    assertEquals(400, outcomes.count(Delivery.CREATED));
    rest.assertCount(400, "weir-halved");
    assertTrue(observed.statuses(413) > 0, "the server never said 413");
  }

  @Test
  void keepsASingleDocumentThatIsTooLargeAsADeadLetter() throws Exception {
    sink.start();

    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-large", "small", 0, "{}");
      Sinks.write(batch, "weir-large", "large", 1, "{\"t\":\"" + "x".repeat(300_000) + "\"}");
    }
    outcomes.await(2);

    assertEquals(Delivery.CREATED, outcomes.of(0));
    assertEquals(new Delivery.DeadLettered("too_large", "sink", true), outcomes.of(1));
  }

  @Test
  void triesAgainWhatTheServerRejectsUnderLoad() throws Exception {
    sink.start();

    try (DocumentBatch batch = sink.batch(outcomes)) {
      // Over the indexing pressure limit, and under the limit of a request.
      Sinks.write(batch, "weir-pressed", "p", 0, "{\"t\":\"" + "x".repeat(170_000) + "\"}");
    }
    Eventually.until(() -> observed.held(HoldReason.OVERLOADED) == 1, () -> "" + observed.holds());

    restartWith("");
    outcomes.await(1);

    assertEquals(Delivery.CREATED, outcomes.of(0));
    restartWith(NARROW);
  }

  private static void restartWith(String configuration) throws IOException {
    Files.writeString(LAB.folder().resolve("opensearch/config/opensearch.yml"), configuration);
    LAB.openSearch().restart();
  }
}
