package dev.weir.cli;

import dev.weir.yaml.Durations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in time: an instant, a day (UTC), or how long ago it was. */
final class SinceConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      if (text.matches("\\d+(ms|s|m|h|d)")) {
        return Instant.now().minus(Durations.parse(text));
      }
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text + "' is no time such as 2026-11-21T02:00:00Z, 2026-11-21 or 24h");
    }
  }
}
