/**
 * Builds the program from its configuration, starts it and stops it. {@code Wiring} makes all parts
 * with {@code new}: to read it is to read the architecture.
 */
@NullMarked
package dev.weir.daemon;

import org.jspecify.annotations.NullMarked;
