/**
 * A log record as it passes the stages: MessagePack bytes that stay where they are, changes laid
 * over them, and JSON written straight from both. Core of {@code decode}, {@code parse}, {@code
 * enrich}, {@code filter} and {@code sink}; knows none of them.
 */
@NullMarked
package dev.weir.event;

import org.jspecify.annotations.NullMarked;
