package dev.weir.settle;

/**
 * An object that {@code weir-ledger} says somebody has to look after.
 *
 * @param kind {@code poisoned}, {@code unaccounted}, {@code dead_lettered} or {@code unparsed}
 * @param reason of {@code poisoned}: why
 * @param records how many of its records are so; 0 of {@code poisoned}
 */
public record LedgerTrouble(
    String kind, String bucket, String key, String version, String reason, long records) {}
