package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.ForwardMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the server tells, by the event's name and label. */
public final class RecordingObserver implements ForwardObserver {
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  public long count(Object... event) {
    AtomicLong count = counts.get(List.of(event).toString());
    return count == null ? 0 : count.get();
  }

  Map<String, AtomicLong> counts() {
    return counts;
  }

  private void add(Object... event) {
    counts.computeIfAbsent(List.of(event).toString(), name -> new AtomicLong()).incrementAndGet();
  }

  @Override
  public void connectionOpened() {
    add("opened");
  }

  @Override
  public void connectionClosed(CloseReason reason) {
    add("closed", reason);
  }

  @Override
  public void handshakeFailed(HandshakeFailure failure) {
    add("handshake", failure);
  }

  @Override
  public void chunkReceived(ForwardMode mode, long wireBytes, long entriesBytes) {
    add("received", mode);
  }

  @Override
  public void chunkAcked(long nanos) {
    add("acked");
  }

  @Override
  public void chunkRefused(ChunkRefusal reason) {
    add("refused", reason);
  }

  @Override
  public void chunkPoisoned(ChunkRefusal reason) {
    add("poisoned", reason);
  }

  @Override
  public void slotWaited(long nanos) {
    add("slot");
  }

  @Override
  public void slotLost() {
    add("slot lost");
  }

  @Override
  public void signalIgnored(IgnoredSignal signal) {
    add("signal", signal);
  }
}
