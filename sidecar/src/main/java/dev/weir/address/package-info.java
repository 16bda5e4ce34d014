/**
 * IP addresses as text and as bits. Core of all that reads addresses: {@code parse} tells them from
 * other texts, {@code enrich} looks them up. Door: {@link dev.weir.address.IpAddress}.
 */
@NullMarked
package dev.weir.address;

import org.jspecify.annotations.NullMarked;
