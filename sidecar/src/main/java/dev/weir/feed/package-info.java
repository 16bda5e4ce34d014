/**
 * Lists, tables, databases and rules: where their bytes come from, and how what was read of them
 * stays in force until something better was read. Knows nothing of what is in them; {@code geo},
 * {@code threat} and {@code table} read that.
 */
@NullMarked
package dev.weir.feed;

import org.jspecify.annotations.NullMarked;
