package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import dev.weir.msgpack.MsgpackWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies around a record in the one that holds it, and in the envelope of that one. One for each
 * chunk at work; not thread-safe.
 */
public final class Surroundings {
  private static final int INITIAL_BYTES = 512;

  /** Room beyond this, which a long field needed, is given back. */
  private static final int ROOM_TO_KEEP = 1 << 20;

  private static final ReservedNames NONE = new ReservedNames(List.of());
  private static final FieldPath ENVELOPE = FieldPath.of("_env");

  /** Those that are mapped as keywords under {@code weir.envelope}: no object may stand there. */
  private static final List<FieldPath> KEYWORDS =
      FieldPath.listOf(
          List.of(
              "owner",
              "logGroup",
              "logStream",
              "host",
              "source",
              "sourcetype",
              "index",
              "detail-type",
              "account",
              "region"));

  private final LogEvent around = new LogEvent(NONE);
  private final LogEvent envelope = new LogEvent(NONE);
  private final LogEvent noFields = new LogEvent(NONE);
  private final FieldValue noValue = new FieldValue();
  private final FieldValue value = new FieldValue();
  private MsgpackWriter map = new MsgpackWriter(INITIAL_BYTES);

  /**
   * Writes it as one member, unless there is nothing.
   *
   * @param name what stands before its value, {@code ,"name":}
   * @param outer the record that holds another; the pipeline's own fields are hidden in it
   * @param inner what it holds; null if nothing, so that all of it is the document's already
   * @return whether all text was valid UTF-8
   */
  public boolean write(String name, LogEvent outer, @Nullable FieldValue inner, JsonBuffer out)
      throws MsgpackException {
    boolean enveloped = outer.find(ENVELOPE, value) && value.type() == MsgpackType.MAP;
    if (map.bytes().length > ROOM_TO_KEEP) {
      map = new MsgpackWriter(INITIAL_BYTES);
    }
    map.clear();
    int countAt = map.openMap();
    int count = 0;
    if (enveloped) {
      int unused = envelope.reset(value.bytes(), value.start(), value.bytes().length);
      count += envelope.copyOthers(noValue, noFields, map);
    }
    if (inner != null) {
      count += outer.copyOthers(inner, enveloped ? envelope : noFields, map);
    }
    if (count == 0) {
      return true;
    }
    map.patchCount(countAt, count);
    int unused = around.reset(map.bytes(), 0, map.size());
    for (FieldPath keyword : KEYWORDS) {
      around.each(keyword, value, this::flatten);
    }
    out.ascii(name);
    boolean valid = around.writeTo(out);
    out.raw('}');
    return valid;
  }

  /** {@link LogEvent#writeInvalidTo}, where {@link #write} said that not all text was valid. */
  public void writeInvalidTo(JsonBuffer out) {
    around.writeInvalidTo(out);
  }

  /** Puts the JSON of an object or array in its place, as a text. */
  private void flatten(FieldValue each) throws MsgpackException {
    if (each.type() != MsgpackType.MAP && each.type() != MsgpackType.ARRAY) {
      return;
    }
    MsgpackReader reader = new MsgpackReader().reset(map.bytes(), each.start(), map.size());
    reader.skip();
    MsgpackWriter alone = new MsgpackWriter(256);
    alone.writeMapHeader(1);
    alone.writeStr("a");
    alone.writeRaw(map.bytes(), each.start(), reader.position() - each.start());
    LogEvent event = new LogEvent(NONE);
    int unused = event.reset(alone.bytes(), 0, alone.size());
    JsonBuffer json = new JsonBuffer(256);
    boolean unusedValid = event.writeTo(json);
    int before = "{\"a\":".length();
    around.replace(
        each,
        new JsonBuffer(json.size() + 2)
            .string(json.bytes(), before, json.size() - before)
            .toByteArray());
  }
}
