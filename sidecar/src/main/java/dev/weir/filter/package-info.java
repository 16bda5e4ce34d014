/**
 * Takes records, or parts of records, away by configuration: drops and samples, masks, hashes and
 * removes fields. After {@code enrich}, before {@code sink}.
 */
@NullMarked
package dev.weir.filter;

import org.jspecify.annotations.NullMarked;
