/** Rules held against records. */
@NullMarked
package dev.weir.detect;

import org.jspecify.annotations.NullMarked;
