/**
 * Addresses, prefixes, domains, URLs and hashes that others know as bad: their lists, and what of a
 * record is in them.
 */
@NullMarked
package dev.weir.enrich.threat;

import org.jspecify.annotations.NullMarked;
