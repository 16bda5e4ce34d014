/** Where addresses are and whose, from databases in the MaxMind format of whatever vendor. */
@NullMarked
package dev.weir.enrich.geo;

import org.jspecify.annotations.NullMarked;
