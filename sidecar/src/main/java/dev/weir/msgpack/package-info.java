/**
 * MessagePack read in place and written without boxes: the form of a record from the source through
 * Fluent Bit to the sidecar. Bytes to bytes, since a tree of objects per record would cost more
 * than all the rest. Specification: github.com/msgpack/msgpack/blob/master/spec.md.
 */
@NullMarked
package dev.weir.msgpack;

import org.jspecify.annotations.NullMarked;
