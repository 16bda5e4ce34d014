/**
 * What a value of a field must be like: this text, a text with wildcards, a regular expression, an
 * address of a network, a number above another, a part of a date. Part of the core: {@code flag}
 * and {@code filter} have their operators read here, {@code sigma} makes tests of its modifiers,
 * and {@code record} and {@code detect} put values to both.
 */
@NullMarked
package dev.weir.match;

import org.jspecify.annotations.NullMarked;
