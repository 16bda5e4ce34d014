package dev.weir.parse;

import dev.weir.type.Period;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of one type's indices: {@code weir-<type>-<period>}, by the event's day alone. Not
 * thread-safe.
 */
final class IndexNames {
  private static final int REMEMBERED = 64;

  private final String prefix;
  private final Period period;
  private final Map<Long, byte[]> byDay = new HashMap<>();
  private long lastDay = Long.MIN_VALUE;
  private byte[] last = new byte[0];

  IndexNames(String type, Period period) {
    this.prefix = "weir-" + type + "-";
    this.period = period;
  }

  /** What all of them begin with. */
  String prefix() {
    return prefix;
  }

  byte[] of(long epochSeconds) {
    long day = Math.floorDiv(epochSeconds, 86_400L);
    if (day != lastDay) {
      if (byDay.size() > REMEMBERED) {
        byDay.clear();
      }
      last = byDay.computeIfAbsent(day, this::name);
      lastDay = day;
    }
    return last;
  }

  private byte[] name(long day) {
    return (prefix + period.label(LocalDate.ofEpochDay(day))).getBytes(StandardCharsets.US_ASCII);
  }
}
