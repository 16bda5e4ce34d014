package dev.weir.source;

import dev.weir.account.Counts;

/**
 * An object all of whose records met their fate.
 *
 * @param records how many it held
 * @param counts their fates
 */
record Settled(long records, Counts counts) {}
