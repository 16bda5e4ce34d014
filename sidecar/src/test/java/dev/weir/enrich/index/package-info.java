/** Tables and addresses. */
@NullMarked
package dev.weir.enrich.index;

import org.jspecify.annotations.NullMarked;
