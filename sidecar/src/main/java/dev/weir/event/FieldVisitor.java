package dev.weir.event;

import dev.weir.msgpack.MsgpackException;

/** Looks at one value of several. */
public interface FieldVisitor {
  /** {@code value} is valid during the call; it may be replaced or removed. */
  void visit(FieldValue value) throws MsgpackException;
}
