package dev.weir.source;

/**
 * An object all of whose records met their fate.
 *
 * @param records how many it held
 * @param accounted whether each of those fates is known; if not, the object must stay where it is
 */
record Settled(long records, boolean accounted) {}
