/**
 * Where the stages meet: a chunk is taken apart by {@code decode}, its records go through {@code
 * parse}, {@code enrich}, {@code flag} and {@code filter} and end in {@code sink}. What becomes of
 * each goes back to the ledger of {@code account}, and when all are final the chunk is
 * acknowledged. The stages know nothing of one another, nor of this package. {@link
 * dev.weir.pipeline.RecordWorker} lists the steps.
 */
@NullMarked
package dev.weir.pipeline;

import org.jspecify.annotations.NullMarked;
