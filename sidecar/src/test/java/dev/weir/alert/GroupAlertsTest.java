package dev.weir.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Which alert of its group a match belongs to. */
class GroupAlertsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private final GroupAlerts group = new GroupAlerts();

  @Test
  void windowBeginsWithTheFirstMatchAndNotAtAFullHour() {
    assertEquals(1, take("10:40:00"));
    assertEquals(1, take("11:10:00"));
    assertEquals(1, take("11:39:59"));
    assertEquals(2, take("11:40:00"));
  }

  @Test
  void earlierMatchThatComesLaterJoinsTheAlert() {
    assertEquals(1, take("10:40:00"));
    assertEquals(1, take("10:10:00"));
    assertEquals(1, take("09:41:00"));
    assertEquals(2, take("09:40:00"));
    assertEquals(1, take("11:39:00"));
  }

  @Test
  void windowThatOpensBetweenTwoEndsWhereTheNextOneBegins() {
    assertEquals(1, take("14:00:00"));
    assertEquals(2, take("12:50:00"));
    assertEquals(1, take("13:55:00"));
    assertEquals(2, take("13:49:59"));
    assertEquals(1, take("13:50:00"));
  }

  @Test
  void numbersGoOnWhereTheGroupsLastAlertEnded() {
    group.last(41);
    assertEquals(42, take("10:00:00"));
  }

  /** Whatever order matches come in, each belongs to one alert, and windows do not overlap. */
  @RepeatedTest(50)
  void windowsNeverOverlap(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Random random = new Random(seed);
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      times.add(at("00:00:00").plusSeconds(random.nextInt(86_400)));
    }
    Collections.shuffle(times, random);
    Map<Long, Window> windows = new HashMap<>();
    for (Instant time : times) {
      windows.put(take(time), group.covering(time).orElseThrow().window());
    }
    List<Window> ordered = new ArrayList<>();
    windows.keySet().forEach(number -> ordered.add(of(number)));
    ordered.sort((one, other) -> one.from().compareTo(other.from()));
    for (int i = 0; i < ordered.size(); i++) {
      Window window = ordered.get(i);
      assertTrue(
          Duration.between(window.from(), window.to()).compareTo(HOUR.multipliedBy(2)) < 0,
          () -> window + " of seed " + seed);
      if (i > 0) {
        assertFalse(window.from().isBefore(ordered.get(i - 1).to()), () -> "overlap, seed " + seed);
      }
    }
    // Far fewer than matches: at most two for each hour.
    assertTrue(ordered.size() <= 48, () -> ordered.size() + " alerts of seed " + seed);
  }

  private Window of(long number) {
    for (int second = 0; second < 86_400 * 2; second += 1) {
      var entry = group.covering(at("00:00:00").plusSeconds(second));
      if (entry.isPresent() && entry.get().number() == number) {
        return entry.get().window();
      }
    }
    throw new AssertionError("no window of " + number);
  }

  private long take(String time) {
    return take(at(time));
  }

  private long take(Instant time) {
    GroupAlerts.Entry entry =
        group
            .covering(time)
            .or(() -> group.reaching(time, HOUR))
            .orElseGet(() -> new GroupAlerts.Entry(group.next(), group.open(time, HOUR)));
    group.put(entry.number(), entry.window());
    return entry.number();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-01T" + time + "Z");
  }
}
