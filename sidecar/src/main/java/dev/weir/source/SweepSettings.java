package dev.weir.source;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import java.util.List;

/**
 * The periodic search for objects that no message announced.
 *
 * @param enabled whether it runs; true if the file has the section
 * @param interval from the end of one to the beginning of the next
 * @param olderThan younger objects are left to their messages
 * @param lookback older ones are not looked for
 * @param places what to list; empty for all that may be read
 */
public record SweepSettings(
    boolean enabled, Duration interval, Duration olderThan, Duration lookback, List<Place> places) {
  /** A prefix of a bucket. */
  public record Place(String bucket, String prefix) {
    @Override
    public String toString() {
      return "s3://" + bucket + "/" + prefix;
    }
  }

  /** One that runs. */
  public SweepSettings(
      Duration interval, Duration olderThan, Duration lookback, List<Place> places) {
    this(true, interval, olderThan, lookback, places);
  }

  public SweepSettings {
    places = List.copyOf(places);
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("interval " + interval);
    }
  }

  /** None that runs. */
  public static final SweepSettings OFF =
      new SweepSettings(
          false, Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofDays(3), List.of());

  private static final Form<Place> PLACE = Forms.text("`s3://bucket/prefix`", SweepSettings::place);

  /** Reads {@code source.sweep}. */
  static SweepSettings read(Section section) {
    return new SweepSettings(
        section.value("enabled", section.present(), Forms.BOOLEAN),
        section.value("interval", OFF.interval, Forms.duration("1s", "30d")),
        section.value("older_than", OFF.olderThan, Forms.duration("0s", "30d")),
        section.value("lookback", OFF.lookback, Forms.duration("1m", "3650d")),
        section.list("prefixes", List.of(), PLACE));
  }

  private static Place place(String text) {
    String rest = text.startsWith("s3://") ? text.substring(5) : "";
    int slash = rest.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("a place such as s3://bucket/prefix/");
    }
    return new Place(rest.substring(0, slash), rest.substring(slash + 1));
  }
}
