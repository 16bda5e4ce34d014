package dev.weir.config;

import java.util.List;

/**
 * What is known of a type of log.
 *
 * @param type its name, part of the index name
 * @param period how much time one index holds
 * @param timeFields the fields that hold the event's time, the first that exists counts
 */
public record TypeConfig(String type, Period period, List<String> timeFields) {
  /** What holds for a type of which the file says nothing. */
  static final TypeConfig UNNAMED =
      new TypeConfig("", Period.DAY, List.of("@timestamp", "timestamp", "time"));

  static TypeConfig read(String type, Section section, TypeConfig otherwise) {
    return new TypeConfig(
        type,
        section.value("period", otherwise.period(), Forms.choice(Period.class)),
        section.list("time_fields", otherwise.timeFields(), Forms.TEXT));
  }
}
