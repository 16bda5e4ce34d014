/** What can be seen from outside. */
@NullMarked
package dev.weir.telemetry;

import org.jspecify.annotations.NullMarked;
