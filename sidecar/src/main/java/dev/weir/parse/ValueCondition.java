package dev.weir.parse;

import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import java.util.List;

/**
 * Whether a native field has one of some values, told once in a record for all rules that ask. Not
 * thread-safe.
 */
final class ValueCondition {
  private final NativeField field;
  private final ValueMap wanted;
  private boolean asked;
  private boolean holds;

  ValueCondition(NativeField field, List<String> wanted) {
    this.field = field;
    this.wanted = new ValueMap(wanted);
  }

  /** The field that it asks for. */
  NativeField field() {
    return field;
  }

  /** Goes on to the next record. */
  void forget() {
    asked = false;
  }

  boolean holds(LogEvent event) throws MsgpackException {
    if (!asked) {
      asked = true;
      holds = look(event);
    }
    return holds;
  }

  private boolean look(LogEvent event) throws MsgpackException {
    int count = field.count(event);
    for (int i = 0; i < count; i++) {
      if (wanted.of(field.value(i)) != ValueMap.NONE) {
        return true;
      }
    }
    return false;
  }
}
