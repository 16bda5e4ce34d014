/**
 * Reads what a log type promises out of a record: when it happened, which id names it for ever, and
 * so which index it belongs to. After {@code decode}, before {@code enrich}.
 */
@NullMarked
package dev.weir.parse;

import org.jspecify.annotations.NullMarked;
