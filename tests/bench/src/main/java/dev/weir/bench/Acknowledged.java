package dev.weir.bench;

import dev.weir.source.send.ForwardObserver;

/** Counts the frames that came back. */
final class Acknowledged implements ForwardObserver {
  private final Arrivals frames = new Arrivals();

  Arrivals frames() {
    return frames;
  }

  @Override
  public void forwardConnected() {}

  @Override
  public void forwardLost(String reason, int resent) {}

  @Override
  public void frameAcknowledged(int frameBytes) {
    frames.add(1);
  }
}
