/** Tests of how records become documents. */
@NullMarked
package dev.weir.pipeline;

import org.jspecify.annotations.NullMarked;
