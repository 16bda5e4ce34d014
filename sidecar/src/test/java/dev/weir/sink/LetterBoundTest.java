package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.Rest;
import dev.weir.units.ByteSize;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents that are refused while their dead letters cannot be written. */
@ExtendWith(LabExtension.class)
class LetterBoundTest {
  private static final int DOCUMENTS = 400;
  private static final int RAW_BYTES = 20_000;

  private final Rest rest;

  LetterBoundTest(Lab lab) {
    rest = new Rest(lab.openSearch().endpoint());
  }

  @Test
  void holdsNoMoreDeadLettersThanTheirBound() throws Exception {
    Outcomes outcomes = new Outcomes();
    outcomes.raw("x".repeat(RAW_BYTES));
    Most most = new Most();
    SinkSetup settings =
        Sinks.settings(rest.endpoint())
            .withBulk(ByteSize.parse("128KiB"))
            .withQueue(ByteSize.parse("512KiB"));
    try (WholeSink sink = new WholeSink(settings, most, Clock.systemUTC())) {
      sink.start();
      rest.delete("/weir-dead-letters");
      rest.put("/weir-dead-letters", "{\"settings\":{\"index.blocks.write\":true}}");

      try (DocumentBatch batch = sink.batch(outcomes)) {
        for (int token = 0; token < DOCUMENTS; token++) {
          Sinks.write(batch, "weir-bounded", "b" + token, token, "{\"@timestamp\":\"never\"}");
        }
      }
      Eventually.until(() -> most.blocked.get() > 0, () -> "nothing waits");
      int waiting = outcomes.size();
      rest.put("/weir-dead-letters/_settings", "{\"index.blocks.write\":false}");
      outcomes.await(DOCUMENTS);

      assertEquals(0, waiting);
      assertEquals(
          DOCUMENTS,
          outcomes.count(new Delivery.DeadLettered("mapper_parsing_exception", "sink", true)));
      // All of them at once would take 11 MB.
      assertTrue(most.bytes.get() < 1 << 20, most.bytes + " bytes");
      rest.assertCount(DOCUMENTS, "weir-dead-letters");
    } finally {
      rest.delete("/weir-dead-letters");
    }
  }

  /** The most bytes in flight, and what waits for a block. */
  private static final class Most extends Observed {
    final AtomicLong bytes = new AtomicLong();
    final AtomicLong blocked = new AtomicLong();

    @Override
    public void inFlight(long change) {
      super.inFlight(change);
      bytes.accumulateAndGet(inFlight.get(), Math::max);
    }

    @Override
    public void held(HoldReason reason, int documents) {
      super.held(reason, documents);
      if (reason == HoldReason.BLOCKED) {
        blocked.addAndGet(documents);
      }
    }
  }
}
