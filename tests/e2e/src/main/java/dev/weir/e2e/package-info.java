/**
 * The whole pipeline on the lab, with weir and Fluent Bit as processes of their own: for the demo,
 * and for tests that look at it from outside.
 */
@NullMarked
package dev.weir.e2e;

import org.jspecify.annotations.NullMarked;
