/**
 * Unix sockets as files. Core of {@code forward} and {@code control}, which listen on them; knows
 * neither.
 */
@NullMarked
package dev.weir.socket;

import org.jspecify.annotations.NullMarked;
