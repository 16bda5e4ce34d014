package dev.weir.fluentbit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what the rules find. */
final class Findings {
  private final List<Finding> found = new ArrayList<>();

  /** Records are lost, or cannot be accounted for; {@code key} says which line is meant. */
  void loss(Section section, String key, String what, String why, String write) {
    add(section, key, true, what, why, write);
  }

  /** Nothing is lost by it alone. */
  void caution(Section section, String key, String what, String why, String write) {
    add(section, key, false, what, why, write);
  }

  private void add(
      Section section, String key, boolean loses, String what, String why, String write) {
    found.add(
        new Finding(section.file(), section.lineOf(key), loses, section.label(), what, why, write));
  }

  /** By file and line. */
  List<Finding> sorted() {
    return found.stream()
        .sorted(Comparator.comparing(Finding::file).thenComparing(Finding::line))
        .toList();
  }
}
