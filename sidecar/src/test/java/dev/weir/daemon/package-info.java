/** What the configuration means for the parts. */
@NullMarked
package dev.weir.daemon;

import org.jspecify.annotations.NullMarked;
