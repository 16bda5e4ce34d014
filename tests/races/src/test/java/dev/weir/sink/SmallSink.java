package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import dev.weir.letters.LetterSettings;
import java.time.Clock;
import java.time.Duration;

/** A queue and its room, which one segment fills, without a server behind them. */
final class SmallSink {
  private static final byte[] INDEX = {'i'};
  private static final byte[] ID = {'d'};
  private static final int BULK_BYTES = 1 << 14;
  private static final int SEGMENT_BYTES = 64;

  private final Room room = new Room(1, SinkObserver.NONE);
  private final BulkQueue queue = new BulkQueue(BULK_BYTES, room, Duration.ZERO, SinkObserver.NONE);
  private final DocumentBatch batch =
      new DocumentBatch(
          (token, delivery) -> {},
          queue,
          room,
          new BufferPool(0),
          SEGMENT_BYTES,
          LetterSettings.DEFAULT,
          Clock.systemUTC());

  Room room() {
    return room;
  }

  BulkQueue queue() {
    return queue;
  }

  DocumentBatch batch() {
    return batch;
  }

  /** A segment of one document. */
  Segment segment() {
    Segment segment = new Segment(batch, new JsonBuffer(SEGMENT_BYTES));
    segment.begin(ActionLine.CREATE, INDEX, ID).ascii("{}");
    segment.end(0, -1, ItemKind.DOCUMENT, null);
    return segment;
  }

  /** Does as a sender whose requests all succeed, until the queue ends; returns how many it had. */
  int send() {
    int sent = 0;
    for (Bulk bulk = new Bulk(); take(bulk); bulk = new Bulk()) {
      for (int at = 0; at < bulk.count(); at++) {
        room.released(bulk.segment(at));
      }
      sent += bulk.count();
    }
    return sent;
  }

  private boolean take(Bulk bulk) {
    try {
      return queue.take(bulk);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
