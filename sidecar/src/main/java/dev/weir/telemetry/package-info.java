/**
 * What can be seen of a running Weir from outside: counters for Prometheus, health and readiness
 * over HTTP.
 *
 * <p>The stages do not know this package; their observers are connected to {@link
 * dev.weir.telemetry.Metrics} where the program is built.
 */
@NullMarked
package dev.weir.telemetry;

import org.jspecify.annotations.NullMarked;
