package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldTree;
import dev.weir.event.FieldValues;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;

/**
 * The native fields that lie in one field at the top, looked up together when the first of them is
 * asked for. Not thread-safe.
 */
final class NativeGroup {
  private final FieldPath top;
  private final FieldTree tree;
  private boolean looked;

  NativeGroup(String top) {
    this.top = FieldPath.of(top);
    tree = new FieldTree(top);
  }

  /** The field at the top. */
  FieldPath top() {
    return top;
  }

  /** Where in a path the name of its field at the top ends; its length if that is all. */
  static int end(String path) {
    int dot = path.indexOf('.');
    int bracket = path.indexOf('[');
    // A bracket that begins a choice has its end before the first dot.
    boolean choice = bracket > 0 && bracket < dot && path.lastIndexOf(']', dot) > bracket;
    return choice ? bracket : dot < 0 ? path.length() : dot;
  }

  /** What of a path lies below its field at the top. */
  static String below(String path) {
    int end = end(path);
    return path.charAt(end) == '.' ? path.substring(end + 1) : path.substring(end);
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
