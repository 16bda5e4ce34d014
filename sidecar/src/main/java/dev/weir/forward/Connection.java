package dev.weir.forward;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One peer's connection: what is in flight on it, its answers, its deadlines and its end. */
final class Connection {
  private final ForwardContext context;
  private final Wire wire;
  private final Peer from;
  private final String peer;
  private final AckWriter acks;
  private final Semaphore room;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicReference<@Nullable CloseReason> closed = new AtomicReference<>();
  private final Set<PendingChunk> watching = ConcurrentHashMap.newKeySet();
  private final Deadline handshake;
  private final Deadline reading;
  private final Deadline writing;
  private volatile boolean draining;
  private volatile boolean reads;
  private volatile boolean holdsSlot;
  private volatile long idleSince;

  /**
   * @param from whose it is, for shares and limits
   * @param peer what logs call it
   */
  Connection(ForwardContext context, Wire wire, Peer from, String peer) {
    this.context = context;
    this.wire = wire;
    this.from = from;
    this.peer = peer;
    this.idleSince = context.ticker().getAsLong();
    this.handshake = new Deadline(context.ticker(), context.deadlines().handshake());
    this.reading = new Deadline(context.ticker(), context.deadlines().readStall());
    this.writing = new Deadline(context.ticker(), context.deadlines().writeStall());
    this.acks = new AckWriter(this, wire, writing);
    this.room = new Semaphore(context.limits().inFlightPerConnection());
  }

  ForwardContext context() {
    return context;
  }

  Wire wire() {
    return wire;
  }

  String peer() {
    return peer;
  }

  Peer from() {
    return from;
  }

  /** A message has begun to arrive. */
  void messageBegan() {
    reads = true;
  }

  /** Nothing arrives any more, be it whole or not. */
  void messageEnded() {
    reading.disarm();
    holdsSlot = false;
    idleSince = context.ticker().getAsLong();
    reads = false;
  }

  /** The message that is being read has got a slot. */
  void gotSlot() {
    holdsSlot = true;
  }

  /** Whether nothing arrives and nothing is in flight. */
  boolean isIdle() {
    return !reads && inFlight.get() == 0;
  }

  /** Since when nothing arrives, by the server's ticker. */
  long idleSince() {
    return idleSince;
  }

  /** Another peer waits for the slot. */
  void slotTaken() {
    lose(CloseReason.SLOT_TAKEN);
  }

  Deadline handshake() {
    return handshake;
  }

  Deadline reading() {
    return reading;
  }

  /** Waits until one more chunk may be in flight, for which {@link #begin} follows. */
  void awaitRoom() throws InterruptedException {
    room.acquire();
  }

  /** Counts a chunk in, unless the connection takes no more. */
  boolean begin() {
    inFlight.incrementAndGet();
    if (!draining && !isClosed()) {
      return true;
    }
    answered();
    return false;
  }

  /** A chunk is final: answers it, if it has an id. */
  void settle(byte @Nullable [] chunkId) {
    if (chunkId == null || isClosed()) {
      answered();
    } else {
      acks.acknowledge(chunkId);
    }
  }

  /** A chunk's answer is sent, or there is none to send. */
  void answered() {
    room.release();
    if (inFlight.decrementAndGet() == 0 && draining) {
      close(CloseReason.SERVER_CLOSED);
    }
  }

  int inFlight() {
    return inFlight.get();
  }

  /** Takes no further chunk, and closes once those in flight are answered. */
  void drain() {
    draining = true;
    if (inFlight.get() == 0) {
      close(CloseReason.SERVER_CLOSED);
    }
  }

  boolean isClosed() {
    return closed.get() != null;
  }

  /** Closes at once. The first reason counts. */
  void close(CloseReason reason) {
    if (closed.compareAndSet(null, reason)) {
      wire.abort();
      watching.forEach(PendingChunk::connectionClosed);
    }
  }

  /** Tells the chunk when this closes; who comes too late for that sees {@link #isClosed}. */
  void watch(PendingChunk chunk) {
    watching.add(chunk);
  }

  void forget(PendingChunk chunk) {
    watching.remove(chunk);
  }

  @Nullable CloseReason closeReason() {
    return closed.get();
  }

  /**
   * Closes if a deadline has passed. Called by the watchdog, which alone can end a blocked read.
   */
  void checkDeadlines() {
    if (handshake.hasPassed()) {
      handshakeFailed(HandshakeFailure.TOO_LATE);
    } else if (reading.hasPassed()) {
      lose(CloseReason.READ_STALLED);
    } else if (writing.hasPassed()) {
      close(CloseReason.WRITE_STALLED);
    }
  }

  private void lose(CloseReason reason) {
    if (!isClosed() && holdsSlot) {
      context.events().slotLost();
    }
    close(reason);
  }

  void handshakeFailed(HandshakeFailure failure) {
    if (closed.compareAndSet(null, CloseReason.HANDSHAKE_FAILED)) {
      context.events().handshakeFailed(peer, failure);
      wire.abort();
    }
  }
}
