package dev.weir.faults;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Faults that overlap, under a share of the load. After each wave all is mended, everything has to
 * settle, and is looked at.
 *
 * @param number from 1
 * @param faults none shares a part with another
 * @param records how many are put meanwhile
 */
record Wave(int number, List<PlannedFault> faults, int records) {
  Wave {
    faults = List.copyOf(faults);
  }

  /** From its start to the end of its last fault. */
  long lengthMillis() {
    return faults.stream().mapToLong(PlannedFault::endMillis).max().orElse(0);
  }

  /** Its kinds, {@code kill_weir + item_storm}. */
  String label() {
    return faults.stream().map(fault -> fault.kind().label()).collect(Collectors.joining(" + "));
  }
}
