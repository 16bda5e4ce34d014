/**
 * The accounting of records: what an object is, the stamp each of its records carries, the frame as
 * the unit that passes Fluent Bit whole, the fates a record can meet, and the ledger that counts
 * them out and back. Core: the stages know it, it knows none of them.
 */
@NullMarked
package dev.weir.account;

import org.jspecify.annotations.NullMarked;
