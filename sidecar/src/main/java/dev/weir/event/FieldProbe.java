package dev.weir.event;

import java.util.Collection;
import java.util.stream.Stream;

/**
 * Some fields at the top of records, or with others below them: tells most records that have none
 * of them at the cost of a glance. Immutable.
 */
public final class FieldProbe {
  private final int[] slots;

  /** A probe for the fields that these paths begin at, or have as their names, dots included. */
  public FieldProbe(Collection<FieldPath> paths) {
    slots =
        paths.stream()
            .flatMap(path -> Stream.of(path.whole(), path.name(0)))
            .mapToInt(name -> MapIndex.slot(name.head()))
            .distinct()
            .toArray();
  }

  /** Where in an index such fields would be found. */
  int[] slots() {
    return slots;
  }
}
