package dev.weir.enrich.threat;

import org.jspecify.annotations.Nullable;

/**
 * The columns of a list in CSV, by name or by number from 1.
 *
 * @param indicator what is looked for
 * @param confidence how sure the list is; null for none
 * @param label what it is of; null for none
 */
public record IndicatorColumns(
    String indicator, @Nullable String confidence, @Nullable String label) {}
