package dev.weir.source;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the source tells, by event and reason. */
public final class CountingObserver implements SourceObserver {
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final AtomicLong mostUnsettled = new AtomicLong();

  public long count(String event) {
    return counts.getOrDefault(event, 0L);
  }

  public long mostUnsettled() {
    return mostUnsettled.get();
  }

  @Override
  public String toString() {
    return counts.toString();
  }

  private void add(String event) {
    counts.merge(event, 1L, Long::sum);
  }

  @Override
  public void messageReceived(String queue) {
    add("received");
  }

  @Override
  public void messageReceivedAgain(String queue) {
    add("again");
  }

  @Override
  public void messageDeleted(String queue) {
    add("deleted");
  }

  @Override
  public void messageWithoutObject(String queue, String kind) {
    add("nothing " + kind);
  }

  @Override
  public void messageLeft(String queue, String reason) {
    add("left " + reason);
  }

  @Override
  public void queueCallFailed(String queue, String call) {
    add("failed " + call);
  }

  @Override
  public void forwardConnected() {
    add("connected");
  }

  @Override
  public void forwardLost(String reason, int resent) {
    add("lost " + reason);
    counts.merge("resent", (long) resent, Long::sum);
  }

  @Override
  public void frameAcknowledged(int frameBytes) {
    add("acknowledged");
  }

  @Override
  public void objectOpened(String type) {
    add("opened " + type);
  }

  @Override
  public void objectRead(String type, ObjectCount count) {
    add("read " + type);
    counts.merge("records", count.records(), Long::sum);
    count
        .unsendable()
        .forEach((reason, number) -> counts.merge("dead " + reason.label(), number, Long::sum));
  }

  @Override
  public void objectSettled(String type) {
    add("settled " + type);
  }

  @Override
  public void objectTook(Duration took) {
    add("took");
  }

  @Override
  public void objectPoisoned(String reason) {
    add("poisoned " + reason);
  }

  @Override
  public void swept(CatchUpCount count) {
    add("swept");
    counts.merge("missing", count.missing(), Long::sum);
  }

  @Override
  public void listingFailed() {
    add("listing failed");
  }

  @Override
  public void afterAction(String action, String result) {
    add("after " + action + " " + result);
  }

  @Override
  public void objectSkipped(String reason) {
    add("skipped " + reason);
  }

  @Override
  public void objectLeft(String reason) {
    add("object left " + reason);
  }

  @Override
  public void objectResumed() {
    add("resumed");
  }

  @Override
  public void frameSent(String type, int records, int frameBytes) {
    add("sent");
  }

  @Override
  public void frameResent(String type, int records) {
    add("resent " + type);
  }

  @Override
  public void unsettledBytes(long bytes) {
    mostUnsettled.accumulateAndGet(bytes, Math::max);
  }
}
