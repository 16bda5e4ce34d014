/**
 * Sends alerts to the places where people read them. {@link dev.weir.notify.Destinations} holds the
 * places of a configuration, {@link dev.weir.notify.Destination} sends one message to one of them
 * and says what became of it. It stores nothing and plans nothing: who calls it does. It knows the
 * records of {@code alert}, and goes over HTTP as {@code feed} does.
 */
@NullMarked
package dev.weir.notify;

import org.jspecify.annotations.NullMarked;
