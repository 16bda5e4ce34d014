package dev.weir.source;

import dev.weir.source.list.DayRange;
import dev.weir.source.list.ListedObject;
import java.util.function.Predicate;

/**
 * What to list.
 *
 * @param bucket a configured one
 * @param prefix below which, at least that of the configured entry
 * @param days those that keys may name
 * @param wanted what is of the time that was asked for
 * @param poisonedToo whether what was given up before is tried once more
 */
record CatchUpScope(
    Bucket bucket,
    String prefix,
    DayRange days,
    Predicate<ListedObject> wanted,
    boolean poisonedToo) {}
