/** Tables and addresses. */
@NullMarked
package dev.weir.enrich.lookup;

import org.jspecify.annotations.NullMarked;
