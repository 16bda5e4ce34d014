/** Lists that are kept. */
@NullMarked
package dev.weir.enrich.list;

import org.jspecify.annotations.NullMarked;
