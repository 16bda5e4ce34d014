/**
 * What a value of a field must be like: this text, a text with wildcards, a regular expression, an
 * address of a network, a number above another, a part of a date. Part of the core: {@code flag},
 * {@code filter} and {@code rule} read tests from files, and {@code detect} puts values to them.
 */
@NullMarked
package dev.weir.match;

import org.jspecify.annotations.NullMarked;
