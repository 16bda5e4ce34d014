package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import dev.weir.letters.DeadLetter;
import dev.weir.letters.DeadLetterForm;
import dev.weir.letters.LetterSettings;
import dev.weir.letters.RawBody;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one chunk, on their way to OpenSearch. Documents are written straight into the
 * bytes that will be sent; what is full goes out while the rest is still being written. {@link
 * #cancel} may come from any thread, all else from one.
 */
public final class DocumentBatch implements DocumentTarget, AutoCloseable {
  private static final int COUNT_STEP_BYTES = 64 << 10;

  private final DeliveryListener listener;
  private final BulkQueue queue;
  private final Room room;
  private final BufferPool buffers;
  private final int initialBytes;
  private final LetterSettings letters;
  private final Clock clock;
  private @Nullable Segment open;

  /** How much of the open segment the queue counts already. */
  private int countedBytes;

  private boolean interrupted;
  private boolean closed;
  private volatile boolean cancelled;

  DocumentBatch(
      DeliveryListener listener,
      BulkQueue queue,
      Room room,
      BufferPool buffers,
      int initialBytes,
      LetterSettings letters,
      Clock clock) {
    this.listener = listener;
    this.queue = queue;
    this.room = room;
    this.buffers = buffers;
    this.initialBytes = initialBytes;
    this.letters = letters;
    this.clock = clock;
  }

  @Override
  public JsonBuffer begin(byte[] index, byte[] id) {
    return begin(ActionLine.CREATE, index, id);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits while the sink holds as much as {@link SinkSettings#queueBytes} allows, unless the
   * batch is cancelled, the sink closed or the thread interrupted.
   */
  @Override
  public void end(int token, int ingestedAt) {
    endDocument(token, ingestedAt, false);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits as {@link #end(int, int)} does.
   */
  @Override
  public void endElsewhere(int token, int ingestedAt) {
    endDocument(token, ingestedAt, true);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits as {@link #end(int, int)} does.
   */
  @Override
  public void endMatch(int token, int matchedAt) {
    end(token, matchedAt, ItemKind.MATCH, null);
    awaitRoom();
  }

  private void endDocument(int token, int ingestedAt, boolean elsewhere) {
    if (elsewhere && open != null) {
      open.markElsewhere();
    }
    end(token, ingestedAt, ItemKind.DOCUMENT, null);
    awaitRoom();
  }

  private void awaitRoom() {
    // After an interrupt the caller has to end; what it still writes is little.
    if (!interrupted && room.isFull()) {
      // Nobody may wait for room with documents in hand that take room.
      flush();
      interrupted = !room.await(this);
    }
  }

  @Override
  public void abandon() {
    if (open != null) {
      open.abandon();
    }
  }

  @Override
  public void deadLetter(int token, DeadLetter letter) {
    DeadLetterForm form = DeadLetterForm.of(letter);
    byte[] id = DeadLetterForm.id(ascii(letter.id()));
    form.write(begin(DeadLetterForm.INDEX, id), letters, clock.instant());
    end(token, -1, ItemKind.DEAD_LETTER, Delivery.DeadLettered.of(letter));
  }

  /** Adds a record that is no document, in place of an earlier dead letter of its id. */
  void deadLetterAnew(int token, DeadLetter letter) {
    DeadLetterForm form = DeadLetterForm.of(letter);
    byte[] id = DeadLetterForm.id(ascii(letter.id()));
    form.write(begin(ActionLine.INDEX, DeadLetterForm.INDEX, id), letters, clock.instant());
    end(token, -1, ItemKind.DEAD_LETTER, Delivery.DeadLettered.of(letter));
  }

  @Override
  public int bodyLimit() {
    return letters.body().toIntExact();
  }

  /** Says that no document follows, and sends what is there. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      flush();
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>What is being sent meets its outcome; all else is reported as cancelled. Does not replace
   * {@link #close}.
   */
  @Override
  public void cancel() {
    cancelled = true;
    queue.wake();
  }

  boolean isCancelled() {
    return cancelled;
  }

  @Nullable RawBody raw(int token, int limit) {
    return listener.raw(token, limit);
  }

  byte @Nullable [] placeId(int token) {
    return listener.placeId(token);
  }

  void delivered(int token, Delivery delivery) {
    listener.delivered(token, delivery);
  }

  JsonBuffer begin(byte[] action, byte[] index, byte[] id) {
    if (closed) {
      throw new IllegalStateException("the batch is closed");
    }
    if (open == null) {
      open = new Segment(this, buffers.take(initialBytes));
    }
    return open.begin(action, index, id);
  }

  void end(int token, int ingestedAt, ItemKind kind, Delivery.@Nullable DeadLettered letter) {
    Segment segment = open;
    if (segment == null) {
      throw new IllegalStateException("no document was begun");
    }
    segment.end(token, ingestedAt, kind, letter);
    int limit = queue.bulkBytes();
    if (segment.size() < limit) {
      countOpen(segment);
      return;
    }
    if (segment.size() == limit || segment.count() == 1) {
      flush();
      return;
    }
    // The last document does not fit any more: it is the first of the next segment.
    Segment next = segment.moveLast(buffers.take(initialBytes));
    flush();
    open = next;
    if (next.size() >= limit) {
      flush();
    }
  }

  private void flush() {
    Segment segment = open;
    open = null;
    if (segment == null) {
      return;
    }
    segment.abandon();
    if (segment.count() == 0) {
      buffers.give(segment.buffer());
    } else if (cancelled || !queue.offer(segment)) {
      for (int item = 0; item < segment.count(); item++) {
        delivered(segment.token(item), Delivery.CANCELLED);
      }
      queue.cancelled(segment.count());
      buffers.give(segment.buffer());
    }
    room.count(-countedBytes);
    countedBytes = 0;
  }

  /** Tells the queue of memory that is used before it has the segment. */
  private void countOpen(Segment segment) {
    int uncounted = segment.size() - countedBytes;
    if (uncounted >= COUNT_STEP_BYTES) {
      countedBytes += uncounted;
      room.count(uncounted);
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
