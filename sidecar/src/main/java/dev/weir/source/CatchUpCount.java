package dev.weir.source;

/**
 * How far a sweep or a backfill is, in objects where nothing else is said.
 *
 * @param listed what lies there and is of the time that was asked for
 * @param settled before, or given up before, and not to be read
 * @param missing to be read
 * @param missingBytes of those, as S3 holds them
 * @param done of those missing, settled now
 * @param doneBytes of those done
 * @param records of those done
 * @param poisoned given up now, a dead letter for each
 * @param left that could not be read; another run finds them again
 */
public record CatchUpCount(
    long listed,
    long settled,
    long missing,
    long missingBytes,
    long done,
    long doneBytes,
    long records,
    long poisoned,
    long left) {}
