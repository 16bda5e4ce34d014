/**
 * The configuration file as typed, immutable records.
 *
 * <p>{@link dev.weir.config.ConfigFile} reads it and reports every problem at once. A stage reads
 * its own section; here stands what crosses sections, and what several stages are made of. No stage
 * imports this package.
 */
@NullMarked
package dev.weir.config;

import org.jspecify.annotations.NullMarked;
