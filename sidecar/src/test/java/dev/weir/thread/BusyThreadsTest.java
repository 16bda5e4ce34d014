package dev.weir.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BusyThreadsTest {
  @Test
  void throwsWhatTheWorkThrows() {
    BusyThreads threads = new BusyThreads("busy-");

    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                threads.run(
                    () -> {
                      throw new IOException("gone");
                    }));

    assertEquals("gone", thrown.getMessage());
  }

  @Test
  void passesAnInterruptOnAndWaitsForTheEnd() throws Exception {
    BusyThreads threads = new BusyThreads("busy-");
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean seen = new AtomicBoolean();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    threads.run(
                        () -> {
                          begun.countDown();
                          try {
                            new CountDownLatch(1).await();
                          } finally {
                            ended.set(true);
                          }
                        });
                  } catch (InterruptedException e) {
                    seen.set(ended.get());
                  }
                });
    begun.await();

    waiting.interrupt();
    waiting.join();

    assertTrue(seen.get(), "it returned before the work's end");
    AtomicBoolean interrupted = new AtomicBoolean();
    threads.run(() -> interrupted.set(Thread.currentThread().isInterrupted()));
    assertFalse(interrupted.get(), "the interrupt was another's");
  }
}
