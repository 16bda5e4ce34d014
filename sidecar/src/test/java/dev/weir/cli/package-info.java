/** The command line as its user meets it. */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
