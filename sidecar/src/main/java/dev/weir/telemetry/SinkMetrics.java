package dev.weir.telemetry;

import dev.weir.sink.Delivery;
import dev.weir.sink.SinkObserver;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the sink does. */
public final class SinkMetrics implements SinkObserver {
  private final Metrics metrics;
  private final AtomicLong inFlightBytes = new AtomicLong();

  public SinkMetrics(Metrics metrics) {
    this.metrics = metrics;
    metrics.gauge(Metric.BULK_IN_FLIGHT_BYTES, inFlightBytes, AtomicLong::doubleValue);
  }

  @Override
  public void bulkSent(int documents, long bytes, Duration took, int status) {
    metrics.bulk(status == 0 ? "no_answer" : Integer.toString(status), bytes, took);
  }

  @Override
  public void delivered(Delivery delivery, int documents) {
    switch (delivery) {
      case Delivery.Created _ -> metrics.bulkItems("created", documents);
      case Delivery.AlreadyThere _ -> metrics.bulkItems("already_there", documents);
      case Delivery.DeadLettered(String reason, String stage, boolean _) ->
          metrics.deadLettered(reason, stage, documents);
      case Delivery.Cancelled _ -> metrics.bulkItems("cancelled", documents);
    }
  }

  @Override
  public void retried(int documents) {
    metrics.bulkItems("retried", documents);
  }

  @Override
  public void inFlight(long bytes) {
    inFlightBytes.addAndGet(bytes);
  }

  @Override
  public void reshaped(String type) {
    metrics.reshaped(type);
  }

  @Override
  public void idConflict(String type) {
    metrics.idConflict(type);
  }
}
