package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A dead letter as {@code weir-dead-letters} holds it. */
@SuppressWarnings("ArrayRecordComponent") // carries bytes on; nobody compares them
record DeadLetterForm(
    String reason,
    String stage,
    String type,
    @Nullable String object,
    long ordinal,
    Instant time,
    String detail,
    byte[] body,
    int bodyFrom,
    int bodyLength,
    long bodyBytes) {
  static final byte[] INDEX = DocumentBatch.ascii("weir-dead-letters");

  private static final int ID_BYTES_LIMIT = 512;
  private static final int BODY_BYTES_LIMIT = 32 << 10;
  private static final byte[] NONE = new byte[0];

  /** The record's id, or a hash of it where no document may have it. */
  static byte[] id(byte[] recordId) {
    boolean fits = recordId.length > 0 && recordId.length <= ID_BYTES_LIMIT;
    return fits ? recordId : Hash.hex(recordId);
  }

  static DeadLetterForm of(DeadLetter letter) {
    return new DeadLetterForm(
        letter.reason(),
        letter.stage(),
        letter.type(),
        letter.object(),
        letter.ordinal(),
        letter.time(),
        "",
        letter.body(),
        0,
        letter.body().length,
        letter.bodyBytes());
  }

  /** A document that OpenSearch refused. */
  static DeadLetterForm ofDocument(
      Segment segment, int item, String reason, String detail, Instant now) {
    int from = segment.documentAt(item);
    int length = segment.documentBytes(item);
    DocumentFacts facts = DocumentFacts.read(segment.bytes(), from, length);
    String object = facts.text("weir.object");
    String version = facts.text("weir.version");
    return new DeadLetterForm(
        reason,
        "sink",
        facts.text("weir.type", "unknown"),
        object == null || version == null ? object : object + "?version=" + version,
        facts.number("weir.ordinal", -1),
        instant(facts.text("@timestamp"), now),
        detail,
        segment.bytes(),
        from,
        length,
        length);
  }

  /** A dead letter that OpenSearch refused: its coordinates and reason are left. */
  static DeadLetterForm ofDeadLetter(Segment segment, int item, Instant now) {
    DocumentFacts facts =
        DocumentFacts.read(segment.bytes(), segment.documentAt(item), segment.documentBytes(item));
    return new DeadLetterForm(
        facts.text("reason", "unknown"),
        facts.text("stage", "sink"),
        "unknown",
        facts.text("object"),
        facts.number("ordinal", -1),
        now,
        "",
        NONE,
        0,
        0,
        facts.number("bytes", 0));
  }

  void write(JsonBuffer out, boolean withBody) {
    out.ascii("{\"@timestamp\":\"").ascii(InstantText.of(clamped(time))).ascii("\",\"reason\":");
    out.string(reason).ascii(",\"stage\":").string(stage);
    if (object != null) {
      out.ascii(",\"object\":").string(object);
    }
    if (ordinal >= 0) {
      out.ascii(",\"ordinal\":").number(ordinal);
    }
    out.ascii(",\"bytes\":").number(bodyBytes);
    if (withBody) {
      out.ascii(",\"type\":").string(type);
      if (!detail.isEmpty()) {
        out.ascii(",\"detail\":").string(detail);
      }
      int kept = Math.min(bodyLength, BODY_BYTES_LIMIT);
      out.ascii(",\"body\":").string(body, bodyFrom, kept);
    }
    out.raw((byte) '}');
  }

  /** A time that no date field takes would have the dead letter refused as well. */
  private static Instant clamped(Instant time) {
    return time.isBefore(Instant.EPOCH) || time.isAfter(LATEST) ? Instant.EPOCH : time;
  }

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private static Instant instant(@Nullable String text, Instant otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException other) {
      return otherwise;
    }
  }
}
