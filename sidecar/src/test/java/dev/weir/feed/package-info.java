/** Lists that are kept. */
@NullMarked
package dev.weir.feed;

import org.jspecify.annotations.NullMarked;
