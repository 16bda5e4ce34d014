/**
 * Takes records, or parts of records, away by configuration: drops and samples, masks, hashes and
 * removes fields. What a record says itself is asked for before {@code enrich}, all else after
 * {@code flag} and before {@code sink}. Looks fields up in {@code record}.
 */
@NullMarked
package dev.weir.filter;

import org.jspecify.annotations.NullMarked;
