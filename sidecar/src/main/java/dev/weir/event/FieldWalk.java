package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;

/** Shows every value that a path leads to, of repeated names each one. Not thread-safe. */
final class FieldWalk {
  private final byte[] bytes;
  private final FieldPath path;
  private final FieldValue value;
  private final FieldVisitor visitor;

  /**
   * A walk through one record.
   *
   * @param value filled for each value that is shown
   */
  FieldWalk(byte[] bytes, FieldPath path, FieldValue value, FieldVisitor visitor) {
    this.bytes = bytes;
    this.path = path;
    this.value = value;
    this.visitor = visitor;
  }

  /** Follows the path's names from {@code depth} on into what lies there, if it is a map. */
  void descend(int depth, int from, int to) throws MsgpackException {
    MsgpackReader inner = new MsgpackReader().reset(bytes, from, to);
    if (inner.peek() != MsgpackType.MAP) {
      return;
    }
    int pairs = inner.readMapHeader();
    for (int i = 0; i < pairs; i++) {
      boolean named = isNamed(inner, path.name(depth));
      int start = inner.position();
      inner.skip();
      if (named && depth + 1 == path.depth()) {
        show(start, inner.position());
      } else if (named) {
        descend(depth + 1, start, inner.position());
      }
    }
  }

  /** Reads past a key; whether it is this name. */
  private boolean isNamed(MsgpackReader inner, FieldName name) throws MsgpackException {
    MsgpackType keyType = inner.peek();
    if (keyType != MsgpackType.STR && keyType != MsgpackType.BIN) {
      inner.skip();
      return false;
    }
    int length = inner.readRawHeader();
    int at = inner.position();
    inner.advance(length);
    return name.is(bytes, at, length, FieldName.head(bytes, at, length));
  }

  /** Shows the value that lies there, unless it is nil. */
  void show(int from, int to) throws MsgpackException {
    if (value.fillUnlessNil(bytes, from, to)) {
      visitor.visit(value);
    }
  }
}
