package dev.weir.telemetry;

import dev.weir.source.CatchUpCount;
import dev.weir.source.ObjectCount;
import dev.weir.source.SourceObserver;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the source does. */
public final class SourceMetrics implements SourceObserver {
  private final Metrics metrics;
  private final AtomicLong unsettledBytes = new AtomicLong();

  public SourceMetrics(Metrics metrics) {
    this.metrics = metrics;
    metrics.gauge(Metric.SOURCE_UNSETTLED_BYTES, unsettledBytes, AtomicLong::doubleValue);
  }

  @Override
  public void objectOpened(String type) {
    metrics.object("opened");
  }

  @Override
  public void objectRead(String type, ObjectCount count) {
    metrics.object("read");
    metrics.bytes("downloaded", count.bytes());
    if (count.skippedDocuments() > 0) {
      metrics.skippedDocuments(type, count.skippedDocuments());
    }
    count.opaque().forEach((kind, parts) -> metrics.notText(kind.label(), parts));
  }

  @Override
  public void objectSettled(String type) {
    metrics.object("settled");
  }

  @Override
  public void objectTook(Duration took) {
    metrics.objectTook(took);
  }

  @Override
  public void objectPoisoned(String reason) {
    metrics.object("poisoned_" + reason);
  }

  @Override
  public void swept(CatchUpCount count) {
    metrics.swept("listed", count.listed());
    metrics.swept("settled_before", count.settled());
    metrics.swept("missing", count.missing());
    metrics.swept("left", count.left());
  }

  @Override
  public void listingFailed() {
    metrics.awsRequest("ListObjects", "failed");
  }

  @Override
  public void afterAction(String action, String result) {
    metrics.afterAction(action, result);
  }

  @Override
  public void objectSkipped(String reason) {
    metrics.object("skipped_" + reason);
  }

  @Override
  public void objectLeft(String reason) {
    metrics.object("left_" + reason);
  }

  @Override
  public void objectResumed() {
    metrics.object("resumed");
  }

  @Override
  public void frameSent(String type, int records, int frameBytes) {
    metrics.frame("sent");
    metrics.bytes("sent", frameBytes);
  }

  @Override
  public void frameResent(String type, int records) {
    metrics.frame("missing");
  }

  @Override
  public void unsettledBytes(long bytes) {
    unsettledBytes.set(bytes);
  }

  @Override
  public void forwardConnected() {
    metrics.connection("source_connected");
  }

  @Override
  public void forwardLost(String reason, int resent) {
    metrics.connection("source_lost_" + reason);
    for (int i = 0; i < resent; i++) {
      metrics.frame("resent");
    }
  }

  @Override
  public void frameAcknowledged(int frameBytes) {
    metrics.frame("acknowledged");
  }

  @Override
  public void messageReceived(String queue) {
    metrics.message(queue, "received");
  }

  @Override
  public void messageReceivedAgain(String queue) {
    metrics.message(queue, "received_again");
  }

  @Override
  public void messageDeleted(String queue) {
    metrics.message(queue, "deleted");
  }

  @Override
  public void messageWithoutObject(String queue, String kind) {
    metrics.message(queue, "nothing_" + kind);
  }

  @Override
  public void messageLeft(String queue, String reason) {
    metrics.message(queue, "left_" + reason);
  }

  @Override
  public void queueCallFailed(String queue, String call) {
    metrics.awsRequest(call, "failed");
  }
}
