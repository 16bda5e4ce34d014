/**
 * Takes a chunk of the forward protocol apart: entry by entry, its time, its fields, and the stamp
 * that says where it is from. After {@code forward}, before {@code parse}.
 */
@NullMarked
package dev.weir.decode;

import org.jspecify.annotations.NullMarked;
