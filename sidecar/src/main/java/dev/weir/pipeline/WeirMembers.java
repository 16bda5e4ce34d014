package dev.weir.pipeline;

import dev.weir.account.FrameFates;
import dev.weir.event.JsonBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the {@code weir} object of documents. Not thread-safe. */
final class WeirMembers {
  private static final byte[] PLACEHOLDER =
      "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);

  private byte[] ofFrame = new byte[0];

  /** Takes what all records of a frame share. */
  void begin(FrameFates frame, TypeRoute route) {
    ofFrame =
        new JsonBuffer(256)
            .ascii(",\"weir\":{\"type\":\"")
            .ascii(route.type().name())
            .ascii("\",\"object\":")
            .string(frame.frame().object().uri())
            .ascii(",\"version\":")
            .string(frame.frame().object().version())
            .ascii(",\"ordinal\":")
            .toByteArray();
  }

  /** Writes the object of a record of the frame, and closes the document: {@link #end}. */
  int ofObject(JsonBuffer out, long ordinal, boolean valid) {
    out.raw(ofFrame).number(ordinal);
    return end(out, valid);
  }

  /** Writes the object of a host's record, and closes the document: {@link #end}. */
  int ofHost(JsonBuffer out, TypeRoute route, boolean valid) {
    out.ascii(",\"weir\":{\"type\":\"").ascii(route.type().name()).raw('"');
    return end(out, valid);
  }

  /** Returns where the time of ingestion is to stand. */
  private static int end(JsonBuffer out, boolean valid) {
    if (!valid) {
      out.ascii(",\"invalid_utf8\":true");
    }
    out.ascii(",\"ingested\":\"");
    int ingestedAt = out.size();
    out.raw(PLACEHOLDER).ascii("\"}}");
    return ingestedAt;
  }
}
