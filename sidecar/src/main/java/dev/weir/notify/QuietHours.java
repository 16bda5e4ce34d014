package dev.weir.notify;

import dev.weir.rule.Level;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hours in which a destination is left alone.
 *
 * @param from when they begin
 * @param to when they end; on the next day if that is not later than {@code from}
 * @param zone whose clock counts
 * @param days on which they begin
 * @param except alerts of at least this level are sent nevertheless
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone, Set<DayOfWeek> days, Level except) {
  private static final int DAYS_OF_WEEK = 7;

  private static final Form<LocalTime> TIME =
      Form.of(
          Forms.matching("`HH:MM`", "([01]\\d|2[0-3]):[0-5]\\d", "").takes(),
          text -> {
            if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
              throw new IllegalArgumentException("a time such as \"22:00\", in quotes");
            }
            return LocalTime.parse(text);
          });

  private static final Form<ZoneId> ZONE =
      Forms.text(
          "time zone",
          text -> {
            try {
              return ZoneId.of(text);
            } catch (DateTimeException e) {
              throw new IllegalArgumentException("a time zone such as Europe/Berlin", e);
            }
          });

  QuietHours {
    days = Set.copyOf(days);
  }

  /** Reads the section {@code quiet_hours}; null if it is not there. */
  static @Nullable QuietHours read(Section section) {
    String expected = "a time such as \"22:00\", in quotes";
    LocalTime from = section.required("from", LocalTime.MIDNIGHT, expected, TIME);
    LocalTime to = section.required("to", LocalTime.MIDNIGHT, expected, TIME);
    ZoneId zone = section.value("zone", ZoneId.of("UTC"), ZONE);
    List<DayOfWeek> days =
        section.list(
            "days", List.copyOf(EnumSet.allOf(DayOfWeek.class)), Forms.choice(DayOfWeek.class));
    Level except = section.value("except", Level.CRITICAL, Forms.choice(Level.class));
    if (section.has("from")
        && section.has("to")
        && from.equals(to)
        && days.size() == DAYS_OF_WEEK) {
      section.problem("to", "the same time as from, on all days", "hours that end");
    }
    return section.present() ? new QuietHours(from, to, zone, Set.copyOf(days), except) : null;
  }

  /** When an alert of this level may be sent, if that is not now. */
  Optional<Instant> until(Level level, Instant now) {
    if (level.compareTo(except) >= 0) {
      return Optional.empty();
    }
    Instant at = now;
    // Hours may follow one another, as those of a Saturday and a Sunday do.
    for (int i = 0; i <= DAYS_OF_WEEK; i++) {
      Optional<Instant> end = endAfter(at);
      if (end.isEmpty()) {
        break;
      }
      at = end.get();
    }
    return at.equals(now) ? Optional.empty() : Optional.of(at);
  }

  private Optional<Instant> endAfter(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    for (LocalDate day : List.of(today.minusDays(1), today)) {
      Instant begin = ZonedDateTime.of(day, from, zone).toInstant();
      LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
      Instant end = ZonedDateTime.of(last, to, zone).toInstant();
      if (days.contains(day.getDayOfWeek()) && !now.isBefore(begin) && now.isBefore(end)) {
        return Optional.of(end);
      }
    }
    return Optional.empty();
  }
}
