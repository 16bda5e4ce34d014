/** The whole pipeline, looked at from outside. */
@NullMarked
package dev.weir.e2e;

import org.jspecify.annotations.NullMarked;
