package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FetchWindowTest {
  @Test
  void widensWhileSlotsFindNothingToReadThoughMoreCouldBeAskedFor() throws Exception {
    FetchWindow window = new FetchWindow(1, 4);
    window.acquire(Urgency.LIVE);
    window.acquire(Urgency.LIVE);
    Thread third = waiting(window, Urgency.LIVE);
    Thread fourth = waiting(window, Urgency.LIVE);
    Thread fifth = waiting(window, Urgency.LIVE);

    window.answered(Urgency.LIVE);
    window.taken(Urgency.LIVE);
    Eventually.until("one gets in", () -> alive(third, fourth, fifth) == 2);
    window.answered(Urgency.LIVE);
    window.taken(Urgency.LIVE);
    Eventually.until("another one", () -> alive(third, fourth, fifth) == 1);
    window.answered(Urgency.LIVE);
    window.taken(Urgency.LIVE);

    assertEquals(4, window.size());
    assertEquals(1, alive(third, fourth, fifth));
    window.release(Urgency.LIVE);
    Eventually.until("the last one", () -> alive(third, fourth, fifth) == 0);
  }

  @Test
  void narrowsWhileAnswersQueueUp() throws Exception {
    FetchWindow window = new FetchWindow(1, 8);
    window.acquire(Urgency.LIVE);
    window.acquire(Urgency.LIVE);
    Thread third = waiting(window, Urgency.LIVE);
    window.answered(Urgency.LIVE);
    window.taken(Urgency.LIVE);
    third.join();
    int wide = window.size();

    for (int i = 0; i < 4; i++) {
      window.answered(Urgency.LIVE);
    }

    assertEquals(3, wide);
    assertEquals(2, window.size());
  }

  @Test
  void staysAsItIsWhileNobodyWaits() throws Exception {
    FetchWindow window = new FetchWindow(2, 100);
    for (int i = 0; i < 50; i++) {
      window.acquire(Urgency.LIVE);
      window.answered(Urgency.LIVE);
      window.taken(Urgency.LIVE);
      window.release(Urgency.LIVE);
    }

    assertEquals(4, window.size());
  }

  @Test
  void keepsPlacesForWhatIsLive() throws Exception {
    FetchWindow window = new FetchWindow(2, 4);
    window.acquire(Urgency.CATCH_UP);
    window.acquire(Urgency.CATCH_UP);
    Thread third = waiting(window, Urgency.CATCH_UP);

    window.acquire(Urgency.LIVE);
    window.acquire(Urgency.LIVE);
    Thread live = waiting(window, Urgency.LIVE);
    window.release(Urgency.CATCH_UP);
    live.join();

    assertTrue(third.isAlive());
    window.release(Urgency.LIVE);
    third.join();
    assertFalse(third.isAlive());
  }

  private static Thread waiting(FetchWindow window, Urgency urgency) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    window.acquire(urgency);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    Eventually.until("it waits", () -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  private static long alive(Thread... threads) {
    long alive = 0;
    for (Thread thread : threads) {
      alive += thread.isAlive() ? 1 : 0;
    }
    return alive;
  }
}
