package dev.weir.source.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Days in keys, and where a listing goes on. */
class DayRangeTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 30);
  private static final LocalDate LAST = LocalDate.of(2026, 2, 2);

  @Test
  void readsTheDayThatAKeyNames() {
    assertEquals(
        new KeyDay("AWSLogs/1/CloudTrail/eu-west-1/", "/", "/", LocalDate.of(2026, 1, 2)),
        KeyDay.of("AWSLogs/1/CloudTrail/eu-west-1/2026/01/02/x_20260102T0000Z.json.gz"));
    assertEquals(new KeyDay("", "/", "/", FIRST), KeyDay.of("2026/01/30/00/x.gz"));
    assertEquals(
        new KeyDay("9999/99/99/", "/", "/", FIRST), KeyDay.of("9999/99/99/2026/01/30/x.gz"));
    assertNull(KeyDay.of("a/2026-01-30/x.gz"));
    assertNull(KeyDay.of("a/2026/01/30"));
    assertNull(KeyDay.of("a/12026/01/30/x"));
  }

  @Test
  void readsTheDaysOfHivesLayouts() {
    assertEquals(
        new KeyDay("AWSLogs/aws-account-id=1/aws-region=r/year=", "/month=", "/day=", FIRST),
        KeyDay.of("AWSLogs/aws-account-id=1/aws-region=r/year=2026/month=01/day=30/hour=05/x.gz"));
    assertEquals(new KeyDay("a/dt=", "-", "-", FIRST), KeyDay.of("a/dt=2026-01-30/x.gz"));
    assertNull(KeyDay.of("a/year=2026/month=1/day=30/x.gz"));
  }

  @Test
  void jumpsToTheNextWantedDayInHivesLayout() {
    DayRange range = new DayRange(FIRST, LAST);

    assertEquals(
        "a/year=2026/month=01/day=30", range.next("a/year=2024/month=12/day=31/hour=23/x"));
    assertEquals("a/year=9999/month=99/day=99", range.next("a/year=2026/month=02/day=03/x"));
    assertEquals("a/dt=2026-01-30", range.next("a/dt=2026-01-29/x"));
    assertEquals("a/dt=2026-02-02/x", range.next("a/dt=2026-02-02/x"));
  }

  @Test
  void jumpsOverDaysThatAreNotWantedAndOverNothingElse() {
    TreeSet<String> keys = new TreeSet<>();
    for (String account : new String[] {"a/1/", "a/2/"}) {
      for (LocalDate day = FIRST.minusDays(400); day.isBefore(LAST.plusDays(40)); ) {
        keys.add(account + "%s/x.gz".formatted(day.toString().replace('-', '/')));
        day = day.plusDays(1);
      }
      keys.add(account + "undated.gz");
    }
    DayRange range = new DayRange(FIRST, LAST);

    int steps = 0;
    TreeSet<String> seen = new TreeSet<>();
    String at = keys.first();
    while (at != null) {
      seen.add(at);
      at = keys.higher(range.next(at));
      steps++;
    }

    for (String key : keys) {
      KeyDay day = KeyDay.of(key);
      if (day == null || range.contains(day.day())) {
        assertTrue(seen.contains(key), key);
      }
    }
    // Per account: four days, the undated one, and one on either side to jump off from.
    assertEquals(14, steps);
  }

  @Test
  void neverGoesBack() {
    DayRange after = new DayRange(null, FIRST);
    String key = "a/2026/03/01/x";

    assertTrue(Objects.requireNonNull(after.next(key)).compareTo(key) > 0);
    assertFalse(after.contains(FIRST.plusDays(1)));
    assertEquals("a/x", after.next("a/x"));
  }
}
