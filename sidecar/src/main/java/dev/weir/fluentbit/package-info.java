/**
 * Reads a user's Fluent Bit configuration and says what in it loses data, one class for each kind
 * of loss. {@link dev.weir.fluentbit.FluentBitCheck} is the door; {@code cli} prints what it finds.
 * What weir itself is set to comes in as a {@link dev.weir.fluentbit.WeirSide}. It knows no other
 * package.
 */
@NullMarked
package dev.weir.fluentbit;

import org.jspecify.annotations.NullMarked;
