/**
 * Tables of the user: accounts, hosts, people, ranges of addresses; and what of their columns a
 * record gets. Ranges of clouds and lists of exits are such tables as well.
 */
@NullMarked
package dev.weir.enrich.table;

import org.jspecify.annotations.NullMarked;
