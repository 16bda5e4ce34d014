/** Tables and addresses. */
@NullMarked
package dev.weir.lookup;

import org.jspecify.annotations.NullMarked;
