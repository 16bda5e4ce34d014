/**
 * {@code weir package}: archive, deb and rpm of the build of a checkout, the same bytes each time.
 *
 * <p>{@link dev.weir.pack.Layout} says what lies where in an installation. The three writers take
 * the {@link dev.weir.pack.Tree} that it makes. Pages, completion and help come from the commands
 * of {@link dev.weir.cli.WeirCommandLine}. Nothing here is part of an installation.
 */
@NullMarked
package dev.weir.pack;

import org.jspecify.annotations.NullMarked;
