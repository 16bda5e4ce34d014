package dev.weir.pipeline;

import dev.weir.account.FrameFates;
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

  private byte[] ofFrame = new byte[0];
  private byte[] path = new byte[0];
  private ObjectPlace place = ObjectPlace.of("");

  /** Takes what all records of a frame share. */
  void begin(FrameFates frame) {
    place = ObjectPlace.of(frame.frame().object().key());
    path = new JsonBuffer(256).string(frame.frame().object().uri()).toByteArray();
    ofFrame =
        new JsonBuffer(256)
            .ascii(",\"object\":")
            .raw(path)
            .ascii(",\"version\":")
            .string(frame.frame().object().version())
            .ascii(",\"ordinal\":")
            .toByteArray();
  }

  /** The address of the frame's object, as JSON. */
  byte[] path() {
    return path;
  }

  /** What the key of the frame's object says of place. */
  ObjectPlace place() {
    return place;
  }

  /**
   * Writes the object of a record of the frame, and closes the document: {@link #end}.
   *
   * @param time says whose the document's time is; null where it is the event's own
   * @param member the name of the member of its archive that the record lies in; null for none
   * @param ids marks the document by the record's id
   * @param inner writes what lies around the record in {@code outer}; null if nothing can
   * @param fields the record, which is written
   * @param valid whether all of it was valid UTF-8
   */
  int ofObject(
      JsonBuffer out,
      TypeRoute route,
      @Nullable TimeNote time,
      long ordinal,
      @Nullable FieldValue member,
      DocumentIds ids,
      @Nullable InnerRecords inner,
      LogEvent outer,
      LogEvent fields,
      boolean valid)
      throws MsgpackException {
    begin(out, route, time);
    out.raw(ofFrame).number(ordinal);
    if (member != null) {
      out.ascii(",\"member\":").string(member.bytes(), member.at(), member.length());
    }
    boolean validAround = inner == null || inner.writeSurroundings(outer, out);
    if (!valid || !validAround) {
      writeInvalid(out, fields, valid, validAround ? null : inner);
    }
    ids.mark(out);
    return end(out);
  }

  /** Writes the object of a host's record, and closes the document: {@link #end}. */
  int ofHost(
      JsonBuffer out, TypeRoute route, @Nullable TimeNote time, LogEvent fields, boolean valid) {
    begin(out, route, time);
    if (!valid) {
      writeInvalid(out, fields, false, null);
    }
    return end(out);
  }

  private static void begin(JsonBuffer out, TypeRoute route, @Nullable TimeNote time) {
    out.ascii(",\"weir\":{\"type\":\"").ascii(route.type().name()).raw('"');
    if (time != null) {
      time.write(out);
    }
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
