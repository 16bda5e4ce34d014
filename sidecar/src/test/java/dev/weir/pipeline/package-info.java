/** Tests of what a tag leads to. */
@NullMarked
package dev.weir.pipeline;

import org.jspecify.annotations.NullMarked;
