/**
 * Mock logs with a known truth: WAF and CloudTrail files, the same for the same seed.
 *
 * <p>Used by {@code weir generate}, the demo and the tests. It knows no stage, and counts the flags
 * of what it writes by itself, so that it can be held against what arrives in OpenSearch.
 */
@NullMarked
package dev.weir.generate;

import org.jspecify.annotations.NullMarked;
