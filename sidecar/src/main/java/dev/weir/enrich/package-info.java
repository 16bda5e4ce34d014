/**
 * Adds to a record what is not in it: for now the flags that sort a field's values into known and
 * unknown, good and bad. After {@code parse}, before {@code filter}.
 */
@NullMarked
package dev.weir.enrich;

import org.jspecify.annotations.NullMarked;
