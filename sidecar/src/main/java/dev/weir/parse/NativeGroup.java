package dev.weir.parse;

import dev.weir.event.FieldTree;
import dev.weir.event.FieldValues;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;

/**
 * The native fields that lie in one field at the top, looked up together when the first of them is
 * asked for. Not thread-safe.
 */
final class NativeGroup {
  private final FieldTree tree;
  private boolean looked;

  NativeGroup(String top) {
    tree = new FieldTree(top);
  }

  /** Adds a path below the top one; its values are there after {@link #look}. */
  FieldValues add(String path) {
    return tree.add(path);
  }

  /** Goes on to the next record. */
  void forget() {
    looked = false;
  }

  void look(LogEvent event) throws MsgpackException {
    if (!looked) {
      looked = true;
      tree.find(event);
    }
  }
}
