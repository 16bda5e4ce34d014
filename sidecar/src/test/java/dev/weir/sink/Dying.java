package dev.weir.sink;

import java.time.Duration;

/** Ends each sender with an error once its request was answered. */
final class Dying implements SinkObserver {
  @Override
  public void bulkSent(int documents, long bytes, Duration took, int status) {
    throw new AssertionError("as the test wants it");
  }

  @Override
  public void delivered(Delivery delivery, int documents) {}

  @Override
  public void retried(int documents) {}

  @Override
  public void inFlight(long bytes) {}

  @Override
  public void reshaped(String type) {}

  @Override
  public void idConflict(String type) {}
}
