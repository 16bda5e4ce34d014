/**
 * The command line {@code weir}.
 *
 * <p>Commands read the configuration, and reach the daemon only through {@link
 * dev.weir.cli.DaemonFactory}. Modules outside of production add commands through {@link
 * dev.weir.cli.CommandProvider}. Only {@link dev.weir.cli.Main} exits.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
