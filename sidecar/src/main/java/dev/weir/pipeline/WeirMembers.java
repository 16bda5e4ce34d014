package dev.weir.pipeline;

import dev.weir.account.FrameFates;
import dev.weir.ecs.EcsValue;
import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.ObjectPlace;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the {@code weir} object of documents. Not thread-safe. */
final class WeirMembers {
  private static final byte[] PLACEHOLDER =
      "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);

  private @Nullable FrameFates frame;
  private byte[] ofFrame = new byte[0];
  private EcsValue path = EcsValue.text("");
  private ObjectPlace place = ObjectPlace.of("");

  /** Takes what all records of a frame share. */
  void of(FrameFates its) {
    if (its == frame) {
      return;
    }
    frame = its;
    place = ObjectPlace.of(its.frame().object().key());
    path = EcsValue.text(its.frame().object().uri());
    ofFrame =
        path.writeTo(new JsonBuffer(256).ascii(",\"object\":"))
            .ascii(",\"version\":")
            .string(its.frame().object().version())
            .ascii(",\"ordinal\":")
            .toByteArray();
  }

  /** The address of the frame's object, as a value. */
  EcsValue path() {
    return path;
  }

  /** What the key of the frame's object says of place. */
  ObjectPlace place() {
    return place;
  }

  /**
   * Writes the object of a record of the frame, and closes the document: {@link #end}.
   *
   * @param member the name of the member of its archive that the record lies in; null for none
   * @param ids marks the document by the record's id
   * @param valid whether all of the record was valid UTF-8
   */
  int ofObject(
      JsonBuffer out,
      CurrentRecord record,
      long ordinal,
      @Nullable FieldValue member,
      DocumentIds ids,
      boolean valid)
      throws MsgpackException {
    begin(out, record);
    out.raw(ofFrame).number(ordinal);
    if (member != null) {
      out.ascii(",\"member\":").string(member.bytes(), member.at(), member.length());
    }
    InnerRecords inner = record.inner();
    boolean validAround = inner == null || inner.writeSurroundings(record.arrived(), out);
    if (!valid || !validAround) {
      writeInvalid(out, record.fields(), valid, validAround ? null : inner);
    }
    ids.mark(out);
    return end(out);
  }

  /** Writes the object of a host's record, and closes the document: {@link #end}. */
  int ofHost(JsonBuffer out, CurrentRecord record, boolean valid) {
    begin(out, record);
    if (!valid) {
      writeInvalid(out, record.fields(), false, null);
    }
    return end(out);
  }

  private static void begin(JsonBuffer out, CurrentRecord record) {
    out.ascii(",\"weir\":{\"type\":\"").ascii(record.route().type().name()).raw('"');
    TimeNote time = record.time();
    if (time != null) {
      time.write(out);
    }
    record.matches().writeTo(out);
  }

  /** What was no valid text, as it came: each name and value of which the document has U+FFFD. */
  private static void writeInvalid(
      JsonBuffer out, LogEvent fields, boolean validFields, @Nullable InnerRecords around) {
    out.ascii(",\"invalid_utf8\":true");
    int mark = out.size();
    out.ascii(",\"raw\":");
    int list = out.size();
    if (!validFields) {
      fields.writeInvalidTo(out);
    }
    if (around != null) {
      around.writeInvalidTo(out);
    }
    if (out.size() == list) {
      out.truncate(mark);
    } else {
      // In the place of the first comma.
      out.bytes()[list] = '[';
      out.raw(']');
    }
  }

  /** Returns where the time of ingestion is to stand. */
  private static int end(JsonBuffer out) {
    out.ascii(",\"ingested\":\"");
    int ingestedAt = out.size();
    out.raw(PLACEHOLDER).ascii("\"}}");
    return ingestedAt;
  }
}
