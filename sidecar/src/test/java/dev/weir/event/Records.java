package dev.weir.event;

import dev.weir.msgpack.MsgpackWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records for tests: maps of text, numbers, booleans, nulls, lists and maps as MessagePack. */
public final class Records {
  private Records() {}

  /** The map as MessagePack, in its own order. */
  public static byte[] record(Map<String, ?> fields) {
    MsgpackWriter writer = new MsgpackWriter(256);
    write(writer, fields);
    return writer.toByteArray();
  }

  /** An event that holds the map. */
  public static LogEvent event(Map<String, ?> fields) throws Exception {
    byte[] bytes = record(fields);
    LogEvent event = new LogEvent(new ReservedNames(List.of("weir", "@timestamp")));
    event.reset(bytes, 0, bytes.length);
    return event;
  }

  /** The document as it stands, closed. */
  public static String json(LogEvent event) throws Exception {
    JsonBuffer out = new JsonBuffer(256);
    event.writeTo(out);
    out.raw('}');
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  /** Appends one value. */
  public static void write(MsgpackWriter writer, @Nullable Object value) {
    switch (value) {
      case null -> writer.writeNil();
      case String text -> writer.writeStr(text);
      case Boolean bool -> writer.writeBoolean(bool);
      case Double number -> writer.writeDouble(number);
      case Number number -> writer.writeLong(number.longValue());
      case Iterable<?> list -> {
        int at = writer.openArray();
        int count = 0;
        for (Object each : list) {
          write(writer, each);
          count++;
        }
        writer.patchCount(at, count);
      }
      case Map<?, ?> map -> {
        writer.writeMapHeader(map.size());
        map.forEach(
            (key, each) -> {
              writer.writeStr((String) key);
              write(writer, each);
            });
      }
      default -> throw new IllegalArgumentException("no record holds a " + value.getClass());
    }
  }
}
