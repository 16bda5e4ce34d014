/**
 * Text that others chose, made fit for where people read it. Core of all that writes to a terminal
 * or a log.
 */
@NullMarked
package dev.weir.text;

import org.jspecify.annotations.NullMarked;
