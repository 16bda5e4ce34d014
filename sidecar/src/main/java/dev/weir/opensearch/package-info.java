/**
 * OpenSearch as all who ask it share it: one connection, what its answers mean, and what waits for
 * it and why. {@link dev.weir.opensearch.OpenSearch} is the door, {@link
 * dev.weir.opensearch.SearchClient} what requests are made with. Whoever asks or writes stands on
 * it: {@code sink} and what is around it. It knows none of them.
 */
@NullMarked
package dev.weir.opensearch;

import org.jspecify.annotations.NullMarked;
