/**
 * Where the stages meet: a chunk from {@code forward} is taken apart by {@code decode}, its records
 * go through {@code parse}, {@code enrich} and {@code filter} and end in {@code sink}; what becomes
 * of each goes back to the ledger of {@code account}, and when all are final the chunk is
 * acknowledged. The stages know nothing of one another, nor of this package.
 */
@NullMarked
package dev.weir.pipeline;

import org.jspecify.annotations.NullMarked;
