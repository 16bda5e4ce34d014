package dev.weir.sink;

import dev.weir.opensearch.BulkAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Why OpenSearch did not take a document.
 *
 * @param reason a label
 * @param error what it said, where it said something of this document
 */
record DocumentRefusal(String reason, BulkAnswer.@Nullable ItemError error) {}
