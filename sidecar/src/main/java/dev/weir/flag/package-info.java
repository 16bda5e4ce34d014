/**
 * Gives records flags, {@code B_action} and the like: 1 or 0 for what a field says. After {@code
 * enrich}, before {@code filter}; looks fields up in {@code record}.
 */
@NullMarked
package dev.weir.flag;

import org.jspecify.annotations.NullMarked;
