/**
 * Settles objects: {@link dev.weir.settle.ObjectAccounts} is the ledger as {@code source} sees it,
 * {@link dev.weir.settle.LedgerIndex} the line of each object in {@code weir-ledger}, and {@link
 * dev.weir.settle.LateRecords} mends lines of records that come late. The counts come from {@code
 * account}. The index is read through {@code opensearch}; who writes its lines is not known here,
 * so that {@code sink} and {@code source} do not meet.
 */
@NullMarked
package dev.weir.settle;

import org.jspecify.annotations.NullMarked;
