package dev.weir.pipeline;

import dev.weir.account.Fate;
import dev.weir.account.Frame;
import dev.weir.account.FrameFates;
import dev.weir.account.Ledger;
import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.decode.RecordReader;
import dev.weir.letters.RawBody;
import dev.weir.parse.RecordIds;
import dev.weir.sink.Delivery;
import dev.weir.sink.DeliveryListener;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts one chunk's records back. It is final when it was read to its end and each of its records
 * has a fate; then its frames are settled and it is acknowledged.
 *
 * <p>Tokens are given out by the thread that reads the chunk; deliveries come on any thread.
 */
final class ChunkAccount implements DeliveryListener {
  /** A record that came without a stamp. */
  private static final long HOST = -1;

  /** A further record that a filter made of one; it is indexed, and counts for nothing. */
  private static final long FURTHER = -2;

  /** A record that came without a stamp and was not understood. */
  private static final long HOST_UNPARSED = -3;

  /** A match of a record, which counts for nothing; the chunk is not final before it. */
  private static final long MATCH = -4;

  private final Chunk chunk;
  private final Ledger ledger;
  private final Runnable whenEnded;
  private final Map<Frame, FrameFates> frames = new LinkedHashMap<>();
  private final AtomicLong hostIndexed = new AtomicLong();
  private final AtomicLong hostAlreadyIndexed = new AtomicLong();

  /** The ids of the places of further records that have ids of their own. */
  private final Map<Integer, byte[]> furtherPlaces = new ConcurrentHashMap<>();

  /** Documents on their way, and one for the reading itself. */
  private final AtomicInteger open = new AtomicInteger(1);

  private final TokenPlaces places;
  private final TokenOrdinals ordinals = new TokenOrdinals();
  private volatile boolean cancelled;
  private volatile boolean broken;
  private volatile boolean lost;

  /** An account whose end nobody asks for. */
  ChunkAccount(Chunk chunk, Ledger ledger) {
    this(chunk, ledger, () -> {});
  }

  /**
   * An account.
   *
   * @param whenEnded runs once, on any thread, when nothing of the chunk is at work any more
   */
  ChunkAccount(Chunk chunk, Ledger ledger, Runnable whenEnded) {
    this.chunk = chunk;
    this.ledger = ledger;
    this.whenEnded = whenEnded;
    this.places = new TokenPlaces(chunk.from());
  }

  /** The fates of a frame of which something arrived. */
  FrameFates frame(Frame frame) {
    return frames.computeIfAbsent(frame, FrameFates::new);
  }

  /** A token for a record of an object, which lies in the chunk where the reader is. */
  int token(FrameFates frame, long ordinal, RecordReader at) {
    return next(frame, ordinal, at);
  }

  /** A token for a record of a host. */
  int hostToken(RecordReader at) {
    return next(null, HOST, at);
  }

  /** A token for a record of a host that was not understood. */
  int unparsedHostToken(RecordReader at) {
    return next(null, HOST_UNPARSED, at);
  }

  /** Whether people are told of alerts of a record; {@code quiet} is what its stamp says. */
  boolean isTold(boolean quiet) {
    return ledger.isTold(quiet);
  }

  /** A token for a match of the record where the reader is. */
  int matchToken(RecordReader at) {
    return next(null, MATCH, at);
  }

  /**
   * A token for a further record that a filter made of one.
   *
   * @param place the id of its place, if it has another one
   */
  int furtherToken(byte @Nullable [] place, RecordReader at) {
    int token = next(null, FURTHER, at);
    if (place != null) {
      furtherPlaces.put(token, place);
    }
    return token;
  }

  /** Settles a record at once: it goes no further. */
  void settle(@Nullable FrameFates frame, long ordinal, Fate fate) {
    if (frame != null) {
      frame.settle(ordinal, fate);
    } else {
      ledger.settleUnstamped(fate, 1);
    }
  }

  @Override
  public void delivered(int token, Delivery delivery) {
    switch (delivery) {
      case Delivery.Created _ -> settle(token, Fate.INDEXED);
      case Delivery.AlreadyThere _ -> settle(token, Fate.ALREADY_INDEXED);
      case Delivery.DeadLettered(String reason, _, boolean whole) ->
          settle(token, new Fate.DeadLettered(reason, whole));
      case Delivery.Cancelled _ -> cancelled = true;
    }
    countDown();
  }

  /** The record's entry, out of the chunk; null once its bytes are another chunk's. */
  @Override
  public synchronized @Nullable RawBody raw(int token, int limit) {
    if (broken) {
      return null;
    }
    TokenPlaces.Place place = places.of(token);
    int from = place.from();
    int size = place.to() - from;
    byte[] bytes = Arrays.copyOfRange(chunk.bytes(), from, from + Math.min(size, limit));
    return new RawBody(chunk.tag(), RawBody.Form.ENTRY, bytes, size);
  }

  @Override
  public byte @Nullable [] placeId(int token) {
    TokenOrdinals.Run run = ordinals.of(token);
    FrameFates frame = run.frame();
    return frame == null
        ? furtherPlaces.get(token)
        : new RecordIds().ofObject(frame.frame().object(), run.ordinal(token));
  }

  /**
   * Records of the chunk cannot be read. Of frames with a record missing none was dropped by a
   * filter, then: they are to be sent again.
   */
  void someLost() {
    lost = true;
  }

  /** The chunk's connection is gone: what is missing of its frames may yet come. */
  void cancel() {
    cancelled = true;
  }

  /** The chunk was read, to its end or to where it was cancelled. */
  void readingEnded() {
    countDown();
  }

  /** Reading stopped: the chunk is refused by whoever handed it over, none of it acknowledged. */
  void brokenOff() {
    synchronized (this) {
      // Nothing reads the chunk's bytes from here on.
      broken = true;
    }
    countDown();
  }

  private int next(@Nullable FrameFates frame, long ordinal, RecordReader at) {
    int token = places.add(at.entryFrom(), at.entryTo());
    ordinals.add(token, frame, ordinal);
    open.incrementAndGet();
    return token;
  }

  private void settle(int token, Fate fate) {
    TokenOrdinals.Run run = ordinals.of(token);
    FrameFates frame = run.frame();
    if (frame != null) {
      frame.settle(run.ordinal(token), fate);
    } else if (run.firstOrdinal() == HOST) {
      settleHost(fate);
    } else if (run.firstOrdinal() == HOST_UNPARSED) {
      ledger.settleUnstamped(Fate.unparsed(fate), 1);
    }
  }

  private void settleHost(Fate fate) {
    switch (fate) {
      case Fate.Indexed _ -> hostIndexed.incrementAndGet();
      case Fate.AlreadyIndexed _ -> hostAlreadyIndexed.incrementAndGet();
      case Fate.Filtered _, Fate.DeadLettered _, Fate.DroppedInFluentBit _, Fate.Unaccounted _ ->
          ledger.settleUnstamped(fate, 1);
    }
  }

  private void countDown() {
    if (open.decrementAndGet() > 0) {
      return;
    }
    whenEnded.run();
    boolean whole = !cancelled && !broken;
    for (FrameFates frame : frames.values()) {
      if (lost) {
        frame.damaged();
      }
      ledger.settle(frame, whole && !lost);
    }
    ledger.settleUnstamped(Fate.INDEXED, hostIndexed.get());
    ledger.settleUnstamped(Fate.ALREADY_INDEXED, hostAlreadyIndexed.get());
    if (whole) {
      chunk.done();
    } else if (!broken) {
      chunk.refuse(ChunkRefusal.HANDLER_CLOSING);
    }
  }
}
