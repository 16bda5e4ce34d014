/** What values must be like. */
@NullMarked
package dev.weir.match;

import org.jspecify.annotations.NullMarked;
