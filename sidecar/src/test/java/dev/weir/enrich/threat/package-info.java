/** Lists of what is bad. */
@NullMarked
package dev.weir.enrich.threat;

import org.jspecify.annotations.NullMarked;
