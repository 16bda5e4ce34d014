package dev.weir.config;

import dev.weir.type.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of a type of log.
 *
 * @param type its name, part of the index name
 * @param period how much time one index holds; null for what the type has, a day for a new one
 * @param timeFields where the event's time is, asked in this order before the type's own fields
 */
public record TypeConfig(String type, @Nullable Period period, List<String> timeFields) {

  static TypeConfig read(String type, Section section) {
    return new TypeConfig(
        type,
        section.optional("period", Forms.choice(Period.class)),
        section.list("time_fields", List.of(), Forms.TEXT));
  }
}
