package dev.weir.sink;

import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.Troubles;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives single documents their outcome, or their reason to wait; all counts follow. */
final class ItemSettler {
  private static final Logger log = LoggerFactory.getLogger(ItemSettler.class);

  private final Room room;
  private final BufferPool buffers;
  private final SinkObserver observer;
  private final Troubles troubles;
  private final AtomicLong held = new AtomicLong();

  ItemSettler(Room room, BufferPool buffers, SinkObserver observer, Troubles troubles) {
    this.room = room;
    this.buffers = buffers;
    this.observer = observer;
    this.troubles = troubles;
  }

  /** How many documents wait for OpenSearch to take what it refused. */
  long held() {
    return held.get();
  }

  void setHold(Segment segment, int item, @Nullable HoldReason reason) {
    HoldReason before = segment.states().hold(item);
    if (before == reason) {
      return;
    }
    segment.states().hold(item, reason);
    if (before != null) {
      held.decrementAndGet();
      troubles.released(before, 1);
    }
    if (reason != null) {
      held.incrementAndGet();
      troubles.held(reason, 1);
    }
  }

  void settle(Segment segment, int item, Delivery delivery) {
    int token = segment.token(item);
    DocumentBatch batch = segment.batch();
    release(segment, item);
    try {
      batch.delivered(token, delivery);
    } catch (RuntimeException failure) {
      // A listener's fault must not cost the other documents of the bulk their outcome.
      log.error("a listener failed on an outcome", failure);
    }
  }

  /** Lets go of an item whose token goes on elsewhere. */
  void release(Segment segment, int item) {
    setHold(segment, item, null);
    if (segment.states().settle(item)) {
      room.released(segment);
      buffers.give(segment.buffer());
    }
  }

  void report(Delivery delivery, int documents) {
    if (documents > 0) {
      observer.delivered(delivery, documents);
    }
  }

  /** Gives up the documents that have no outcome yet; tells how many. */
  int cancel(Bulk bulk) {
    int cancelled = 0;
    for (int at = 0; at < bulk.count(); at++) {
      if (!bulk.segment(at).states().isSettled(bulk.item(at))) {
        settle(bulk.segment(at), bulk.item(at), Delivery.CANCELLED);
        cancelled++;
      }
    }
    report(Delivery.CANCELLED, cancelled);
    return cancelled;
  }

  /** Takes out of the bulk what nobody waits for any more. */
  void dropCancelled(Bulk bulk) {
    Bulk cancelled = bulk.removeCancelled();
    if (cancelled != null) {
      cancel(cancelled);
    }
  }
}
