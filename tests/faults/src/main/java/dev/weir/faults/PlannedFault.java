package dev.weir.faults;

/**
 * A fault of a plan.
 *
 * @param kind what goes wrong
 * @param startMillis when, from the start of its wave
 * @param lengthMillis for how long
 * @param seed for whatever it draws itself
 */
record PlannedFault(FaultKind kind, long startMillis, long lengthMillis, long seed) {
  long endMillis() {
    return startMillis + lengthMillis;
  }
}
