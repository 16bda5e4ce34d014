package dev.weir.detect;

import java.util.Arrays;

/** The rules that may match a record, each once. Filled anew for each; not thread-safe. */
final class Candidates {
  private final int[] marks;
  private final int[] rules;
  private int mark;
  private int size;

  /** Room for this many rules. */
  Candidates(int rules) {
    this.marks = new int[rules];
    this.rules = new int[rules];
  }

  void clear() {
    size = 0;
    if (++mark == 0) {
      Arrays.fill(marks, 0);
      mark = 1;
    }
  }

  void add(int[] more) {
    for (int rule : more) {
      if (marks[rule] != mark) {
        marks[rule] = mark;
        rules[size++] = rule;
      }
    }
  }

  int size() {
    return size;
  }

  int rule(int at) {
    return rules[at];
  }

  /** Puts them in the order of the rules. */
  void sort() {
    Arrays.sort(rules, 0, size);
  }
}
