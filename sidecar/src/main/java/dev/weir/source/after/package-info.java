/**
 * What is done with an object once all of its records are settled. Door: {@link
 * dev.weir.source.after.AfterActions}.
 */
@NullMarked
package dev.weir.source.after;

import org.jspecify.annotations.NullMarked;
