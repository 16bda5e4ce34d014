package dev.weir.alert;

import java.util.Arrays;
import java.util.List;

/**
 * A field by whose value matches are grouped.
 *
 * @param names the field, or several of which the first counts that the record has
 */
public record GroupField(List<String> names) {
  public GroupField {
    names = List.copyOf(names);
  }

  static GroupField of(String... names) {
    return new GroupField(List.of(names));
  }

  /** Reads {@code A}, or {@code A or B}. */
  static GroupField parse(String text) {
    List<String> names =
        Arrays.stream(text.strip().split("\\s+or\\s+", -1)).map(String::strip).toList();
    if (names.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("a field, or several with `or` between them");
    }
    return new GroupField(names);
  }

  /** As the configuration has it. */
  @Override
  public String toString() {
    return String.join(" or ", names);
  }
}
