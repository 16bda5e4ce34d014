package dev.weir.source.list;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days outside of which nothing is wanted, null for no bound on that side. A listing jumps over
 * keys that name such a day, and over what lies between them: a key without a day whose place in
 * the order is among the unwanted days ({@code logs/2021-notes.txt}) is passed over too. Other keys
 * without a day are in any range.
 */
public record DayRange(@Nullable LocalDate first, @Nullable LocalDate last) {
  public boolean contains(LocalDate day) {
    return (first == null || !day.isBefore(first)) && (last == null || !day.isAfter(last));
  }

  /** Where to go on after this key: itself, or the next key that can be wanted. */
  String next(String key) {
    KeyDay at = KeyDay.of(key);
    if (at == null || contains(at.day())) {
      return key;
    }
    String target =
        first != null && at.day().isBefore(first) ? at.startOf(first) : at.pastAllDays();
    return target.compareTo(key) > 0 ? target : key;
  }
}
