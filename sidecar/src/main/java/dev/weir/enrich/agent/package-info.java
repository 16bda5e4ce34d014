/** Browsers, systems and devices, out of what clients say they are. */
@NullMarked
package dev.weir.enrich.agent;

import org.jspecify.annotations.NullMarked;
