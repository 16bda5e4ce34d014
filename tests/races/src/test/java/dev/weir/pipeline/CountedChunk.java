package dev.weir.pipeline;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.ForwardMode;
import java.util.concurrent.atomic.AtomicInteger;

/** A chunk that counts how often it is acknowledged and refused. Holds no bytes. */
final class CountedChunk implements Chunk {
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  int timesDone() {
    return done.get();
  }

  int timesRefused() {
    return refused.get();
  }

  @Override
  public String tag() {
    return "";
  }

  @Override
  public ForwardMode mode() {
    return ForwardMode.PACKED_FORWARD;
  }

  @Override
  public byte[] bytes() {
    return new byte[0];
  }

  @Override
  public int from() {
    return 0;
  }

  @Override
  public int to() {
    return 0;
  }

  @Override
  public long declaredEntries() {
    return -1;
  }

  @Override
  public String peer() {
    return "";
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void onClosed(Runnable action) {}

  @Override
  public void done() {
    done.incrementAndGet();
  }

  @Override
  public void refuse(ChunkRefusal reason) {
    refused.incrementAndGet();
  }
}
