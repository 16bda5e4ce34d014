/**
 * The benchmarks. What is measured runs in a JVM of its own, {@link
 * dev.weir.bench.MeasuredProcess}, so that its processor time is its own too; what it talks to are
 * peers that do as little as the protocols allow.
 */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;
