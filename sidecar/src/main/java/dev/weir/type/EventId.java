package dev.weir.type;

import java.util.List;

/**
 * Fields whose values, taken together, name an event for ever and everywhere.
 *
 * @param parts in order; an event without one that is not optional has no own id
 */
public record EventId(List<Part> parts) {
  private static final String OPTIONAL = "?";

  /**
   * One of the fields.
   *
   * @param path its name
   * @param optional whether the others name the event where it is not there
   */
  public record Part(String path, boolean optional) {}

  public EventId {
    if (parts.stream().allMatch(Part::optional)) {
      throw new IllegalArgumentException("an event id needs a field that is always there");
    }
    parts = List.copyOf(parts);
  }

  /** Reads a field's name; a question mark behind it says that it is optional. */
  static Part part(String text) {
    boolean optional = text.endsWith(OPTIONAL);
    String path = optional ? text.substring(0, text.length() - OPTIONAL.length()) : text;
    return new Part(TypeFile.path(path), optional);
  }

  /** The names of the fields. */
  public List<String> paths() {
    return parts.stream().map(Part::path).toList();
  }
}
