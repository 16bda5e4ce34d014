package dev.weir.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A value as users see it: as a file has it. */
final class Shown {
  private Shown() {}

  static Object of(Object value) {
    return switch (value) {
      case Duration duration -> Durations.format(duration);
      case Number number -> number;
      case Boolean bool -> bool;
      case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT);
      case List<?> list -> list.stream().map(Shown::of).toList();
      default -> value.toString();
    };
  }
}
