package dev.weir.faults;

/**
 * A record that is not there.
 *
 * @param batch what it came in
 * @param ordinal its place in it
 */
record Missing(Batch batch, int ordinal) {}
