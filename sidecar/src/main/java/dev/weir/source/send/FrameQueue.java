package dev.weir.source.send;

import dev.weir.source.frame.SealedFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Frames that the peer has not acknowledged: those that wait, and those in flight. Bounded in
 * bytes; one frame always fits, so a large one is never stuck. Thread-safe.
 */
final class FrameQueue {
  private final long maxBytes;
  private final int maxInFlight;
  private final LongSupplier nanoClock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<SealedFrame> waiting = new ArrayDeque<>();
  private long bytes;
  private int frames;
  private boolean closed;

  FrameQueue(long maxBytes, int maxInFlight, LongSupplier nanoClock) {
    this.maxBytes = maxBytes;
    this.maxInFlight = maxInFlight;
    this.nanoClock = nanoClock;
  }

  /** Adds a frame, waiting for room. */
  void put(SealedFrame frame) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (frames > 0 && bytes + frame.length() > maxBytes && !closed) {
        changed.await();
      }
      if (closed) {
        throw new InterruptedException("the forward client is closed");
      }
      frames++;
      bytes += frame.length();
      waiting.addLast(frame);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a frame waits; false once closed. */
  boolean awaitFrame() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** The next frame, in flight on {@code session} from now on; null once that is broken. */
  @Nullable SealedFrame take(Session session) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed
          && !session.broken
          && (waiting.isEmpty() || session.inFlight.size() >= maxInFlight)) {
        changed.await();
      }
      if (closed || session.broken) {
        return null;
      }
      SealedFrame frame = waiting.removeFirst();
      session.inFlight.put(frame.chunkId(), new Session.Sent(frame, nanoClock.getAsLong()));
      return frame;
    } finally {
      lock.unlock();
    }
  }

  /** The peer took this chunk; the frame, or null if none such is in flight on the session. */
  @Nullable SealedFrame acknowledge(Session session, String chunkId) {
    lock.lock();
    try {
      Session.Sent sent = session.inFlight.remove(chunkId);
      if (sent == null) {
        return null;
      }
      frames--;
      bytes -= sent.frame().length();
      changed.signalAll();
      return sent.frame();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The session's connection is gone: what was in flight waits again, ahead of the rest; how many
   * did.
   */
  int giveBack(Session session) {
    lock.lock();
    try {
      List<Session.Sent> open = new ArrayList<>(session.inFlight.values());
      for (int i = open.size() - 1; i >= 0; i--) {
        waiting.addFirst(open.get(i).frame());
      }
      session.inFlight.clear();
      if (!session.broken) {
        session.broken = true;
        session.endedByClose = closed;
      }
      changed.signalAll();
      session.givenBack += open.size();
      return session.givenBack;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the session was still whole when the queue closed. */
  boolean endedByClose(Session session) {
    lock.lock();
    try {
      return session.endedByClose;
    } finally {
      lock.unlock();
    }
  }

  /** When the oldest frame in flight was taken, or null if there is none. */
  @Nullable Long oldestNanos(Session session) {
    lock.lock();
    try {
      return session.inFlight.isEmpty() ? null : session.inFlight.firstEntry().getValue().nanos();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until every frame is acknowledged; how many are not when the time is over. */
  int awaitEmpty(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (frames > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      return frames;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of all who wait. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Sleeps, unless closed meanwhile. */
  void pause(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
