package dev.weir.filter;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that a condition looks at: of the record, or of what lies around it.
 *
 * @param paths where it may be; the first that is there counts
 * @param around whether that is the record around this one
 */
public record FilterField(List<FieldPath> paths, boolean around) {
  private static final String ENVELOPE = "weir.envelope.";

  public FilterField {
    paths = List.copyOf(paths);
  }

  /**
   * The field of this name, {@code a.b}; {@code weir.envelope.a} of what lies around a record in a
   * record.
   */
  public static FilterField of(String name) {
    if (!name.startsWith(ENVELOPE) || name.length() == ENVELOPE.length()) {
      return new FilterField(List.of(FieldPath.of(name)), false);
    }
    String inner = name.substring(ENVELOPE.length());
    return new FilterField(List.of(FieldPath.of("_env." + inner), FieldPath.of(inner)), true);
  }

  /** Looks it up; false where nothing lies around the record. */
  boolean find(LogEvent event, @Nullable LogEvent surrounding, FieldValue value)
      throws MsgpackException {
    LogEvent where = around ? surrounding : event;
    if (where == null) {
      return false;
    }
    for (FieldPath path : paths) {
      if (where.find(path, value)) {
        return true;
      }
    }
    return false;
  }
}
