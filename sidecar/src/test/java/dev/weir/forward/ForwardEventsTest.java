package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.source.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Peers choose how often something goes wrong, and not how much is logged. */
class ForwardEventsTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final ForwardEvents events =
      new ForwardEvents(
          new ForwardObserver() {
            @Override
            public void chunkRefused(ChunkRefusal reason) {
              refused.incrementAndGet();
            }
          },
          now::get);

  @Test
  void saysALineASecondOfEachKindAndThenHowManyItHeldBack() {
    try (LogLines log = new LogLines(ForwardServer.class.getName())) {
      for (int i = 0; i < 5; i++) {
        events.chunkRefused("peer-" + i, ChunkRefusal.TOO_DEEP, i);
      }
      events.chunkRefused("other", ChunkRefusal.BAD_TAG, 7);
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      events.chunkRefused("late", ChunkRefusal.TOO_DEEP, 9);

      assertEquals(
          List.of(
              "refused a chunk from peer-0: too_deep at byte 0 (0 more since the last such line)",
              "refused a chunk from other: bad_tag at byte 7 (0 more since the last such line)",
              "refused a chunk from late: too_deep at byte 9 (4 more since the last such line)"),
          log.lines());
      assertEquals(7, refused.get(), "counted, whatever is said");
    }
  }
}
