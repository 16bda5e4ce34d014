package dev.weir.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The alerts of one group, and which of them a match belongs to. An alert's window begins with the
 * match that opened it; a match that happened shortly before, and came later, moves the beginning.
 * Not thread-safe.
 */
final class GroupAlerts {
  /** An alert and its window. */
  record Entry(long number, Window window) {}

  private final List<Entry> entries = new ArrayList<>();
  private Instant knownFrom = Instant.MAX;
  private Instant knownTo = Instant.MIN;
  private Instant knownAhead = Instant.MIN;
  private long last;

  /**
   * What there is of the group around a span is known.
   *
   * @param length of the windows of its rule
   */
  void known(Instant first, Instant end, Duration length) {
    knownFrom = first.minus(length);
    knownTo = end.plus(length);
    // A window that begins later may still bound, or take in, one of that time.
    knownAhead = knownTo.plus(length);
  }

  /** Whether the alerts near this time are known. */
  boolean knows(Instant time) {
    return !time.isBefore(knownFrom) && !time.isAfter(knownTo);
  }

  /** These, and what was read of the group just now. */
  GroupAlerts with(GroupAlerts others) {
    others.entries.forEach(entry -> put(entry.number(), entry.window()));
    last = Math.max(last, others.last);
    // Of what lies between two spans nothing is known: the later one counts.
    knownFrom = others.knownFrom;
    knownTo = others.knownTo;
    knownAhead = others.knownAhead;
    entries.removeIf(
        entry ->
            entry.window().to().isBefore(knownFrom) || entry.window().from().isAfter(knownAhead));
    return this;
  }

  /** Takes an alert of the group, or what changed of one. */
  void put(long number, Window window) {
    entries.removeIf(entry -> entry.number() == number);
    entries.add(new Entry(number, window));
    last = Math.max(last, number);
  }

  /** The alert with the highest number that the group ever had; 0 for none. */
  void last(long number) {
    last = Math.max(last, number);
  }

  /** The number that the group's next alert has. */
  long next() {
    return last + 1;
  }

  /** The alert whose window covers a time. */
  Optional<Entry> covering(Instant time) {
    return entries.stream().filter(entry -> entry.window().covers(time)).findFirst();
  }

  /** The alert whose window may begin as early as a time that no window covers, as it would be. */
  Optional<Entry> reaching(Instant time, Duration length) {
    Optional<Entry> following = following(time);
    return following
        .filter(entry -> entry.window().reachesBackTo(time, length))
        .map(entry -> new Entry(entry.number(), entry.window().from(time)));
  }

  /** The window of a new alert, for a time that no window covers or reaches. */
  Window open(Instant time, Duration length) {
    Instant to = time.plus(length);
    Instant end =
        following(time)
            .map(entry -> entry.window().from())
            .filter(next -> next.isBefore(to))
            .orElse(to);
    return new Window(time, time, end);
  }

  private Optional<Entry> following(Instant time) {
    Entry first = null;
    for (Entry entry : entries) {
      boolean after = entry.window().from().isAfter(time);
      if (after && (first == null || entry.window().from().isBefore(first.window().from()))) {
        first = entry;
      }
    }
    return Optional.ofNullable(first);
  }
}
