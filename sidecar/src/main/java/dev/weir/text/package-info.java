/**
 * Text that others chose, made fit for where people read it ({@link dev.weir.text.SafeText}), and
 * how often a log says it ({@link dev.weir.text.LogLimiter}). Core of all that writes to a terminal
 * or a log.
 */
@NullMarked
package dev.weir.text;

import org.jspecify.annotations.NullMarked;
