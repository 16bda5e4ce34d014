package dev.weir.sink;

import static dev.weir.races.Interleavings.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.races.Interleavings;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the queue takes in it hands out once. A closed queue takes nothing in, and senders end. */
final class BulkQueueRacesTest {
  @Test
  void handsEachSegmentToOneSenderAndLetsBothEnd() {
    Interleavings.each(
        () -> {
          SmallSink sink = new SmallSink();
          Segment second = sink.segment();
          AtomicInteger sent = new AtomicInteger();
          assertTrue(sink.queue().offer(sink.segment()));

          together(
              () -> {
                assertTrue(sink.queue().offer(second));
                sink.queue().close();
              },
              () -> sent.addAndGet(sink.send()),
              () -> sent.addAndGet(sink.send()));

          assertEquals(2, sent.get());
          assertFalse(sink.room().isFull());
        });
  }

  @Test
  void losesNoSegmentThatIsOfferedWhileTheQueueCloses() {
    Interleavings.each(
        () -> {
          SmallSink sink = new SmallSink();
          Segment segment = sink.segment();
          AtomicBoolean accepted = new AtomicBoolean();
          AtomicInteger left = new AtomicInteger();

          together(
              () -> accepted.set(sink.queue().offer(segment)),
              () -> {
                sink.queue().close();
                left.addAndGet(sink.queue().drain().size());
              });

          assertEquals(accepted.get() ? 1 : 0, left.get());
          assertEquals(0, sink.send());
          assertEquals(accepted.get(), sink.room().isFull());
        });
  }

  @Test
  void handsOutOnceWhatComesBackWhileASenderWaits() {
    Interleavings.each(
        () -> {
          SmallSink sink = new SmallSink();
          Bulk refused = new Bulk();
          refused.addAll(sink.segment());
          AtomicInteger sent = new AtomicInteger();

          together(
              () -> {
                sink.queue().retryLater(refused, 0, false);
                sink.queue().close();
              },
              () -> sent.addAndGet(sink.send()));

          assertEquals(1, sent.get());
        });
  }
}
