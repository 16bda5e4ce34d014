/**
 * One record as everything sees it that decides about it: its own fields, those of the normal form
 * with what enrichments added, its flags, and the record around it. Part of the core: {@code flag}
 * and {@code filter} look fields up here by names that were resolved once.
 */
@NullMarked
package dev.weir.record;

import org.jspecify.annotations.NullMarked;
