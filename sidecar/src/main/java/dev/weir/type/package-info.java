/**
 * The log types as every stage sees them: how an object is recognised as one, how it is split, and
 * where its events keep their time and their own id. Declarations, not code: a type is one file
 * here and its line in {@link dev.weir.type.LogTypes}. Core: the stages know it, it knows none of
 * them.
 */
@NullMarked
package dev.weir.type;

import org.jspecify.annotations.NullMarked;
