package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.account.ObjectVersion;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OpenObjectsTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final OpenObjects objects = new OpenObjects(clock::get);

  @Test
  void tellsTheAgeOfTheOldest() {
    ObjectVersion first = ObjectVersion.of("b", "first", "1");
    objects.opened(first);
    pass(Duration.ofMinutes(5));
    objects.opened(ObjectVersion.of("b", "second", "1"));
    pass(Duration.ofMinutes(1));

    assertEquals(Duration.ofMinutes(6), objects.oldestAge());
    objects.closed(first);
    assertEquals(Duration.ofMinutes(1), objects.oldestAge());
  }

  @Test
  void warnsOfThoseOpenForOverAnHour() {
    objects.opened(ObjectVersion.of("b", "first", "1"));
    pass(Duration.ofHours(1));
    assertEquals(0, objects.warnOfOld());
    objects.opened(ObjectVersion.of("b", "second", "1"));

    pass(Duration.ofMinutes(1));

    assertEquals(1, objects.warnOfOld());
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
