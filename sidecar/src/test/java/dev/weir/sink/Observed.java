package dev.weir.sink;

import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.TroubleObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the sink says of itself. */
public class Observed implements SinkObserver, TroubleObserver {
  final AtomicInteger bulks = new AtomicInteger();
  final AtomicInteger retried = new AtomicInteger();
  final AtomicLong inFlight = new AtomicLong();
  private final Map<HoldReason, Integer> held = new ConcurrentHashMap<>();
  final Map<String, Integer> conflicts = new ConcurrentHashMap<>();
  private final Map<String, Integer> reshaped = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();

  @Override
  public void bulkSent(int documents, long bytes, Duration took, int status) {
    bulks.incrementAndGet();
    statuses.merge(status, 1, Integer::sum);
  }

  @Override
  public void delivered(Delivery delivery, int documents) {}

  @Override
  public void held(HoldReason reason, int documents) {
    held.merge(reason, documents, Integer::sum);
  }

  @Override
  public void released(HoldReason reason, int documents) {
    held.merge(reason, -documents, Integer::sum);
  }

  @Override
  public void trouble(HoldReason reason, boolean on) {}

  @Override
  public void retried(int documents) {
    retried.addAndGet(documents);
  }

  @Override
  public void inFlight(long bytes) {
    inFlight.addAndGet(bytes);
  }

  @Override
  public void reshaped(String type) {
    reshaped.merge(type, 1, Integer::sum);
  }

  @Override
  public void idConflict(String type) {
    conflicts.merge(type, 1, Integer::sum);
  }

  /** How many documents of each type went in in their safe form. */
  Map<String, Integer> reshaped() {
    return Map.copyOf(reshaped);
  }

  /** Bytes that were taken in and not let go. */
  public long inFlight() {
    return inFlight.get();
  }

  int held(HoldReason reason) {
    return held.getOrDefault(reason, 0);
  }

  int statuses(int status) {
    return statuses.getOrDefault(status, 0);
  }

  /** Every reason seen, with what is held for it now. */
  public Map<HoldReason, Integer> holds() {
    return Map.copyOf(held);
  }
}
