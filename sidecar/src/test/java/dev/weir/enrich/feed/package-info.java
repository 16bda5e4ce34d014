/** Lists that are kept. */
@NullMarked
package dev.weir.enrich.feed;

import org.jspecify.annotations.NullMarked;
