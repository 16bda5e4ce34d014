package dev.weir.cli;

import java.util.concurrent.CountDownLatch;

/** A stop that a test gives. */
final class ManualStop implements StopSignal {
  private final CountDownLatch armed = new CountDownLatch(1);
  private final CountDownLatch awaited = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);

  /** Whether the command waits for it. */
  boolean isAwaited() {
    return awaited.getCount() == 0;
  }

  void ask() {
    asked.countDown();
  }

  @Override
  public void arm() {
    armed.countDown();
  }

  @Override
  public void await() throws InterruptedException {
    armed.await();
    awaited.countDown();
    asked.await();
  }
}
