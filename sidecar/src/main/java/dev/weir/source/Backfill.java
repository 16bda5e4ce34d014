package dev.weir.source;

import dev.weir.source.list.DayRange;
import dev.weir.source.list.KeyDay;
import dev.weir.source.list.ListedObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A part of a bucket to be read, as far as the ledger does not have it.
 *
 * @param from only what is not before this, by the day that its key names, else by when it was
 *     written; null for no bound
 * @param to only what is before this
 * @param told whether people are told of alerts of what is read
 */
public record Backfill(
    String bucket, String prefix, @Nullable Instant from, @Nullable Instant to, boolean told) {

  DayRange days() {
    return new DayRange(from == null ? null : day(from), to == null ? null : day(to.minusNanos(1)));
  }

  boolean wants(ListedObject listed) {
    KeyDay named = KeyDay.of(listed.object().key());
    if (named != null) {
      return days().contains(named.day());
    }
    Instant written = listed.lastModified();
    return (from == null || !written.isBefore(from)) && (to == null || written.isBefore(to));
  }

  private static LocalDate day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
