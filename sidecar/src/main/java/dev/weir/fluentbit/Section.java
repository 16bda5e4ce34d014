package dev.weir.fluentbit;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One section of the configuration, such as an input.
 *
 * @param kind what it is
 * @param file where it stands
 * @param line of its head, from 1
 * @param properties in their order; a key may occur several times
 */
record Section(Kind kind, Path file, int line, List<Property> properties) {
  private static final Set<String> TRUE = Set.of("on", "true", "yes", "1");

  /** What a section is; what is none of these says nothing about the way of records. */
  enum Kind {
    SERVICE,
    INPUT,
    FILTER,
    OUTPUT,
    OUTPUT_PROCESSOR,
    NODE,
    OTHER
  }

  /**
   * The one of a key that Fluent Bit takes: the last, and of {@code name} the first. Of most keys
   * that a plug-in knows for itself it takes no second at all, and does not start.
   */
  Optional<Property> property(String key) {
    List<Property> all = all(key);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(key.equals("name") ? all.getFirst() : all.getLast());
  }

  List<Property> all(String key) {
    return properties.stream().filter(each -> each.key().equalsIgnoreCase(key)).toList();
  }

  /** The value as written, or what holds without one. */
  String value(String key, String otherwise) {
    return property(key).map(Property::value).orElse(otherwise);
  }

  /** Whether the value says yes; false without one. */
  boolean isOn(String key) {
    return TRUE.contains(value(key, "off").toLowerCase(Locale.ROOT));
  }

  /** The plug-in, in lower case. */
  String plugin() {
    return value("name", "").toLowerCase(Locale.ROOT);
  }

  boolean is(String... plugins) {
    return Set.of(plugins).contains(plugin());
  }

  /** The line of a key, or of the section's head where it is not there. */
  int lineOf(String key) {
    return property(key).map(Property::line).orElse(line);
  }

  /** How a message calls it: {@code output forward (weir_sidecar)}. */
  String label() {
    String alias = value("alias", "");
    String of = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return (plugin().isEmpty() ? of : of + " " + plugin())
        + (alias.isEmpty() ? "" : " (" + alias + ")");
  }

  /** Whether there may be a tag whose records both take. */
  boolean mayShare(Section other) {
    Optional<Property> regex = other.property("match_regex");
    if (regex.isEmpty()) {
      return mayTake(other.value("match", ""));
    }
    return property("match_regex")
        .map(own -> own.value().equals(regex.get().value()))
        .orElseGet(() -> other.mayTake(value("match", "")));
  }

  /** Whether it takes records whose tag this glob may match. */
  boolean mayTake(String tags) {
    Optional<Property> regex = property("match_regex");
    if (regex.isPresent()) {
      return Tags.regexMayMatch(regex.get().value(), tags);
    }
    return Tags.overlap(value("match", ""), tags);
  }
}
