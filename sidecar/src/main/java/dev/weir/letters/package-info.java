/**
 * Dead letters: records that became no document, kept in {@code weir-dead-letters} so that they can
 * be read, replayed and closed. {@link dev.weir.letters.DeadLetter} is one on its way, which {@code
 * sink} writes; {@link dev.weir.letters.DeadLetterStore} reads and marks those that are there, for
 * {@code replay} and the commands; {@link dev.weir.letters.LetterKeeper} puts a copy into an
 * archive. It stands on {@code opensearch}, and does not know who writes.
 */
@NullMarked
package dev.weir.letters;

import org.jspecify.annotations.NullMarked;
