/**
 * Adds to a record what is not in it: flags that sort a field's values into known and unknown, good
 * and bad; and what lists, databases and parsers know of its normal form. After {@code parse},
 * before {@code sink}; {@code filter} stands between the flags and the rest.
 *
 * <p>Each enrichment is a package of its own: {@code geo}, {@code agent}, {@code url}, {@code
 * threat}, {@code table}. What they look up in is in {@code index}; {@code list} keeps what they
 * read in force and up to date.
 */
@NullMarked
package dev.weir.enrich;

import org.jspecify.annotations.NullMarked;
