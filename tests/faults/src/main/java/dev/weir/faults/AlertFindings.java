package dev.weir.faults;

import java.util.List;

/**
 * What became of the alerts of planted records.
 *
 * @param expected how many there have to be
 * @param lost groups without an alert
 * @param twice alerts beyond the first of a group
 * @param unsent alerts that the receiver did not get
 * @param again messages beyond the first of an alert
 * @param problems what does not hold, in words
 */
record AlertFindings(
    int expected, int lost, int twice, int unsent, int again, List<String> problems) {
  /** Nothing was looked at. */
  static final AlertFindings NONE = new AlertFindings(0, 0, 0, 0, 0, List.of());

  AlertFindings {
    problems = List.copyOf(problems);
  }

  boolean isUnfinished() {
    return !problems.isEmpty() && twice == 0;
  }
}
