/** Databases of addresses. */
@NullMarked
package dev.weir.enrich.geo;

import org.jspecify.annotations.NullMarked;
