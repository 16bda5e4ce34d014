/**
 * An OpenSearch server as a process of its own. It shares no class path with its users: {@code
 * dev.weir.lab} starts it and talks to it over HTTP.
 */
@NullMarked
package dev.weir.lab.opensearch;

import org.jspecify.annotations.NullMarked;
