/** Quantities with units, as they stand in the configuration. */
@NullMarked
package dev.weir.units;

import org.jspecify.annotations.NullMarked;
