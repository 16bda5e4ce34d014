/** What a Fluent Bit configuration may hold, and what is said of it. */
@NullMarked
package dev.weir.fluentbit;

import org.jspecify.annotations.NullMarked;
