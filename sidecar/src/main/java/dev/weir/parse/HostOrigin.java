package dev.weir.parse;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import java.util.List;

/**
 * Where a record of a host was read. {@code fluent-bit/conf.d/inputs-host.conf} writes it under
 * names of the schema, which native fields else have to give way to. Not thread-safe.
 */
public final class HostOrigin {
  private static final List<String> NAMES = List.of("host.name", "log.file.path", "log.offset");

  private final List<FieldPath> paths = FieldPath.listOf(NAMES);
  private final List<EcsField> fields = NAMES.stream().map(EcsSchema.get()::field).toList();
  private final FieldValue value = new FieldValue();

  /** Takes those that are there out of the native fields and puts them into the schema's. */
  public void move(LogEvent event, EcsFields normal) throws MsgpackException {
    for (int i = 0; i < paths.size(); i++) {
      if (event.findWhole(paths.get(i), value) && isSet(fields.get(i), normal)) {
        event.remove(value);
      }
    }
  }

  private boolean isSet(EcsField field, EcsFields normal) {
    boolean number = field.type() == EcsField.Type.LONG;
    if (number && value.isInteger()) {
      normal.set(field, value.integer());
      return true;
    }
    if (!number && value.isText()) {
      normal.set(field, value.bytes(), value.at(), value.length());
      return true;
    }
    return false;
  }
}
