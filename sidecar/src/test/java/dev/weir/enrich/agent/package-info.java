/** User agents. */
@NullMarked
package dev.weir.enrich.agent;

import org.jspecify.annotations.NullMarked;
