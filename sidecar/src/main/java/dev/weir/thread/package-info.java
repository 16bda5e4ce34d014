/**
 * When work runs: threads for work that would keep others from the processor ({@link
 * dev.weir.thread.BusyThreads}), and waits between tries ({@link dev.weir.thread.Backoff}). Core:
 * knows no other package.
 */
@NullMarked
package dev.weir.thread;

import org.jspecify.annotations.NullMarked;
