/** Tests of the connection to OpenSearch, and of what its answers mean. */
@NullMarked
package dev.weir.opensearch;

import org.jspecify.annotations.NullMarked;
