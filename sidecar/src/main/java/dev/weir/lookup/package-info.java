/**
 * What enrichments look values up in: tables of primitive arrays that hold millions of addresses,
 * prefixes and texts without an object for each. Built once, read by many threads. Knows nothing of
 * records; {@code threat} and {@code table} fill them.
 */
@NullMarked
package dev.weir.lookup;

import org.jspecify.annotations.NullMarked;
