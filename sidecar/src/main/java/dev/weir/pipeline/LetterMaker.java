package dev.weir.pipeline;

import dev.weir.account.FrameFates;
import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.decode.Origin;
import dev.weir.decode.RecordReader;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.letters.DeadLetter;
import dev.weir.letters.RawBody;
import dev.weir.msgpack.MsgpackException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes the dead letters of records that become no document. For one worker. */
final class LetterMaker {
  /** As much of what is broken as one letter holds; a longer piece becomes several. */
  static final int MOST_BROKEN = 64 << 10;

  private static final FieldPath REASON = FieldPath.of("reason");
  private static final FieldPath KIND = FieldPath.of("kind");
  private static final FieldPath MEMBER = FieldPath.of("member");
  private static final FieldPath BODY = FieldPath.of("body");
  private static final FieldPath FULL_SIZE = FieldPath.of("bytes");

  private final LogEvent event;
  private final RecordReader reader;
  private final FieldValue value = new FieldValue();

  LetterMaker(LogEvent event, RecordReader reader) {
    this.event = event;
    this.reader = reader;
  }

  /** The dead letter that the source sent in a record's place. */
  DeadLetter fromSource(FrameFates frame, byte[] id, TypeRoute route, String tag)
      throws MsgpackException {
    String reason = event.find(REASON, value) ? value.text() : "unknown";
    String kind = event.find(KIND, value) ? value.text() : "";
    String member = event.find(MEMBER, value) ? value.text() : "";
    long fullSize = event.find(FULL_SIZE, value) && value.isInteger() ? value.integer() : 0;
    byte[] body =
        event.find(BODY, value) && value.isText()
            ? Arrays.copyOfRange(value.bytes(), value.at(), value.at() + value.length())
            : new byte[0];
    return new DeadLetter(
        reason,
        "source",
        route.type().name(),
        frame.frame().object(),
        reader.ordinal(),
        Instant.ofEpochSecond(frame.frame().lastModifiedSeconds()),
        new String(id, StandardCharsets.US_ASCII),
        "",
        new RawBody(tag, RawBody.Form.CONTENT, body, Math.max(fullSize, body.length)),
        kind,
        member);
  }

  /**
   * The dead letter of a record that cannot be read or written.
   *
   * @param time its own time, as far as it is known
   * @param index where its document would have been; empty if that is not known
   */
  DeadLetter unreadable(
      String reason,
      TypeRoute route,
      Instant time,
      byte[] id,
      String index,
      @Nullable RawBody body) {
    boolean ofObject = reader.origin() == Origin.OBJECT;
    return new DeadLetter(
        reason,
        "decode",
        route.type().name(),
        ofObject ? reader.frame().object() : null,
        ofObject ? reader.ordinal() : -1,
        time,
        new String(id, StandardCharsets.US_ASCII),
        index,
        body == null ? RawBody.NONE : body,
        "",
        member());
  }

  private String member() {
    FieldValue member = reader.member();
    return member == null ? "" : member.text();
  }

  /**
   * The dead letter of bytes in which no entry can be found.
   *
   * @param from where they begin, at most {@link #MOST_BROKEN} before {@code to}
   */
  static DeadLetter broken(
      ChunkRefusal reason,
      TypeRoute route,
      Chunk chunk,
      int from,
      int to,
      Instant time,
      byte[] id) {
    byte[] bytes = Arrays.copyOfRange(chunk.bytes(), from, to);
    return new DeadLetter(
        reason.label(),
        "forward",
        route.type().name(),
        null,
        -1,
        time,
        new String(id, StandardCharsets.US_ASCII),
        "",
        new RawBody(chunk.tag(), RawBody.Form.CHUNK, bytes, bytes.length));
  }

  /** Why a chunk with an entry that cannot be read is refused. */
  static ChunkRefusal refusal(MsgpackException e) {
    return switch (e.reason()) {
      case TRUNCATED -> ChunkRefusal.TRUNCATED_ENTRY;
      case RESERVED_BYTE -> ChunkRefusal.RESERVED_BYTE;
      case WRONG_TYPE, TOO_LARGE -> ChunkRefusal.BAD_ENTRY;
      case TOO_DEEP -> ChunkRefusal.TOO_DEEP;
    };
  }
}
