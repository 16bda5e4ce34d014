package dev.weir.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stop of the JVM as a signal: holds the JVM's end until the command has drained. */
final class ShutdownSignal implements StopSignal {
  private final AtomicBoolean armed = new AtomicBoolean();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  @Override
  public void arm() {
    if (armed.compareAndSet(false, true)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "weir-stop"));
    }
  }

  private void hold() {
    asked.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void await() throws InterruptedException {
    asked.await();
  }

  /** Whether the JVM is already ending and waits for us. */
  boolean wasAsked() {
    return asked.getCount() == 0;
  }

  /** Lets the JVM end. */
  void release() {
    done.countDown();
  }
}
