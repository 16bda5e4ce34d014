package dev.weir.type;

import java.util.List;

/**
 * Fields whose values, taken together, name an event for ever and everywhere.
 *
 * @param paths the fields' names in order; the first must be there, else the event has no own id
 */
public record EventId(List<String> paths) {
  public EventId {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("an event id needs at least one field");
    }
    paths = List.copyOf(paths);
  }

  public static EventId of(String... paths) {
    return new EventId(List.of(paths));
  }
}
