/** The control service over real sockets. */
@NullMarked
package dev.weir.control;

import org.jspecify.annotations.NullMarked;
