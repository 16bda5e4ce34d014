package dev.weir.sink;

import static dev.weir.races.Interleavings.together;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.races.Interleavings;
import org.junit.jupiter.api.Test;

/** Room is given back as it was taken, and no writer waits for what has come already. */
final class RoomRacesTest {
  @Test
  void letsAWriterGoOnHoweverTheLastSegmentsAreReleased() {
    Interleavings.each(
        () -> {
          SmallSink sink = new SmallSink();
          Segment first = taken(sink);
          Segment second = taken(sink);

          together(
              () -> assertTrue(sink.room().await(sink.batch())),
              () -> sink.room().released(first),
              () -> sink.room().released(second));

          assertFalse(sink.room().isFull());
        });
  }

  @Test
  void letsTheWriterOfACancelledBatchGoOn() {
    Interleavings.each(
        () -> {
          SmallSink sink = new SmallSink();
          Segment unused = taken(sink);

          together(() -> assertTrue(sink.room().await(sink.batch())), () -> sink.batch().cancel());

          assertTrue(sink.room().isFull());
        });
  }

  @Test
  void letsAWriterGoOnWhenTheQueueCloses() {
    Interleavings.each(
        () -> {
          SmallSink sink = new SmallSink();
          Segment unused = taken(sink);

          together(() -> assertTrue(sink.room().await(sink.batch())), () -> sink.queue().close());

          assertTrue(sink.room().isFull());
        });
  }

  private static Segment taken(SmallSink sink) {
    Segment segment = sink.segment();
    sink.room().accept(segment);
    return segment;
  }
}
