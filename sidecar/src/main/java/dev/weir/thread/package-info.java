/**
 * Threads for work that would keep others from the processor. Core of {@code source} and {@code
 * forward}; knows neither.
 */
@NullMarked
package dev.weir.thread;

import org.jspecify.annotations.NullMarked;
