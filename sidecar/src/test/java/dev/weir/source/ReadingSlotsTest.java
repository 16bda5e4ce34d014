package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.lab.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who reads first. */
class ReadingSlotsTest {
  private final List<String> order = new CopyOnWriteArrayList<>();

  @Test
  void givesTheNextSlotToWhatIsLive() throws Exception {
    ReadingSlots slots = new ReadingSlots(1);
    slots.acquire(Urgency.LIVE);
    Thread later = waiting(slots, Urgency.CATCH_UP, "catching up");
    Thread live = waiting(slots, Urgency.LIVE, "live");

    slots.release(Urgency.LIVE);
    live.join();
    later.join();

    assertEquals(List.of("live", "catching up"), order);
  }

  @Test
  void keepsASlotForWhatIsLive() throws Exception {
    ReadingSlots slots = new ReadingSlots(2);
    slots.acquire(Urgency.CATCH_UP);
    Thread second = waiting(slots, Urgency.CATCH_UP, "catching up");

    slots.acquire(Urgency.LIVE);
    order.add("live");
    slots.release(Urgency.LIVE);
    assertEquals(List.of("live"), order);
    slots.release(Urgency.CATCH_UP);
    second.join();

    assertEquals(List.of("live", "catching up"), order);
  }

  @Test
  void forgetsWhoWasInterrupted() throws Exception {
    ReadingSlots slots = new ReadingSlots(1);
    slots.acquire(Urgency.CATCH_UP);
    Thread live = waiting(slots, Urgency.LIVE, "live");
    live.interrupt();
    live.join();

    slots.release(Urgency.CATCH_UP);
    slots.acquire(Urgency.CATCH_UP);

    assertEquals(List.of(), order);
  }

  /** A thread that waits for a slot by now, and gives it back at once. */
  private Thread waiting(ReadingSlots slots, Urgency urgency, String name) {
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    slots.acquire(urgency);
                    order.add(name);
                    slots.release(urgency);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    Eventually.until("waits", () -> thread.getState() == Thread.State.WAITING);
    return thread;
  }
}
