/**
 * The configuration file as typed, immutable records.
 *
 * <p>{@link dev.weir.config.ConfigFile} reads it and reports every problem at once. The records are
 * plain values: {@code daemon} turns them into the settings of the stages, {@code cli} prints the
 * problems. No stage imports this package.
 */
@NullMarked
package dev.weir.config;

import org.jspecify.annotations.NullMarked;
