package dev.weir.replay;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.ForwardMode;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A dead letter's record as the chunk that it once came in. */
public final class ReplayedChunk implements Chunk {
  private final String tag;
  private final byte[] bytes;
  private final CountDownLatch settled = new CountDownLatch(1);
  private final Queue<Runnable> onClosed = new ConcurrentLinkedQueue<>();
  private volatile boolean done;
  private volatile boolean cancelled;

  /** A chunk of these entries. */
  public ReplayedChunk(String tag, byte[] bytes) {
    this.tag = tag;
    this.bytes = bytes;
  }

  /** Waits until each of its records is final; tells whether that is so. */
  boolean await(Duration limit) throws InterruptedException {
    return settled.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether each of its records met its end, and none was given up. */
  boolean isDone() {
    return done;
  }

  /** Gives up what was not yet sent of it. */
  void cancel() {
    cancelled = true;
    Runnable action = onClosed.poll();
    while (action != null) {
      action.run();
      action = onClosed.poll();
    }
  }

  @Override
  public String tag() {
    return tag;
  }

  @Override
  public ForwardMode mode() {
    return ForwardMode.PACKED_FORWARD;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int from() {
    return 0;
  }

  @Override
  public int to() {
    return bytes.length;
  }

  @Override
  public long declaredEntries() {
    return -1;
  }

  @Override
  public String peer() {
    return "replay";
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void onClosed(Runnable action) {
    onClosed.add(action);
    if (cancelled) {
      cancel();
    }
  }

  @Override
  public void done() {
    done = true;
    settled.countDown();
  }

  @Override
  public void refuse(ChunkRefusal reason) {
    settled.countDown();
  }
}
