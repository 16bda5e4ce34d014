package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.json.JsonException;
import dev.weir.json.JsonTranscoder;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a record out of the one that holds it, as an object or as a text. What it gives is valid
 * until the next {@link #find}. One for each chunk at work; not thread-safe.
 */
public final class InnerReader {
  private static final int INITIAL_BYTES = 4096;
  private static final int MAX_DEPTH = 100;

  /** Room beyond this, which a long record needed, is given back. */
  private static final int ROOM_TO_KEEP = 1 << 20;

  /** What the pipeline believes where it stands at a record's top. */
  private static final List<byte[]> PIPELINES_OWN =
      List.of(utf8("_env"), utf8("_part"), utf8("_weir"));

  private static final byte[] NATIVE = utf8("native.");

  private final FieldPath field;
  private final boolean base64;
  private final FieldValue value = new FieldValue();
  private final MsgpackReader reader = new MsgpackReader();
  private final LogEvent record;
  private MsgpackWriter out = new MsgpackWriter(INITIAL_BYTES);
  private JsonTranscoder transcoder = new JsonTranscoder(out, MAX_DEPTH);
  private byte[] text = new byte[0];
  private int from;
  private int to;
  private boolean isText;

  /** A reader of what lies in records of this format. */
  public InnerReader(RecordFormat.Inner format, ReservedNames reserved) {
    this.field = FieldPath.of(format.field());
    this.base64 = format.base64();
    this.record = new LogEvent(reserved);
  }

  /**
   * Whether something lies in this record: an object, or a text, a number, true or false. Where
   * base64 is due, anything else is nothing, and so is what is compressed in it.
   */
  public boolean find(LogEvent outer) throws MsgpackException {
    if (!outer.find(field, value)) {
      return false;
    }
    isText = value.type() != MsgpackType.MAP;
    return switch (value.type()) {
      case MAP -> !base64;
      case STR, BIN ->
          base64 ? decode() : text(value.bytes(), value.at(), value.at() + value.length());
      case INTEGER, FLOAT, BOOLEAN -> !base64 && text(utf8(value.text()));
      case NIL, ARRAY, EXT, RESERVED -> false;
    };
  }

  /** What was found, for who leaves it out of the rest. */
  public FieldValue found() {
    return value;
  }

  /** Whether it was no object. */
  public boolean isText() {
    return isText;
  }

  /** What was found as the fields of a record; null if it is a text that is no JSON object. */
  public @Nullable LogEvent fields() throws MsgpackException {
    begin();
    boolean object = isText ? transcode() : copyMembers();
    if (!object
        || reader.reset(out.bytes(), 0, out.size()).readMapHeader() > LogEvent.MOST_FIELDS) {
      return null;
    }
    int unused = record.reset(out.bytes(), 0, out.size());
    return record;
  }

  /** The text that was found as a line. */
  public LogEvent line() throws MsgpackException {
    begin();
    out.writeMapHeader(1);
    out.writeStr("message");
    out.writeStr(text, from, to - from);
    int unused = record.reset(out.bytes(), 0, out.size());
    return record;
  }

  private void begin() {
    if (out.bytes().length > ROOM_TO_KEEP) {
      out = new MsgpackWriter(INITIAL_BYTES);
      transcoder = new JsonTranscoder(out, MAX_DEPTH);
    }
    out.clear();
  }

  private boolean decode() {
    try {
      byte[] encoded = Arrays.copyOfRange(value.bytes(), value.at(), value.at() + value.length());
      byte[] decoded = Base64.getDecoder().decode(encoded);
      boolean gzip = decoded.length > 1 && decoded[0] == 0x1f && decoded[1] == (byte) 0x8b;
      return !gzip && text(decoded);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean text(byte[] all) {
    return text(all, 0, all.length);
  }

  /** Takes a text without the line's end that many senders leave at it. */
  private boolean text(byte[] bytes, int start, int end) {
    text = bytes;
    from = start;
    to = end;
    while (to > from && (bytes[to - 1] == '\n' || bytes[to - 1] == '\r')) {
      to--;
    }
    return true;
  }

  private boolean transcode() {
    int at = skipBlanks(from);
    if (at == to || text[at] != '{') {
      return false;
    }
    try {
      return skipBlanks(transcoder.record(text, at, to, 0)) == to;
    } catch (JsonException e) {
      return false;
    }
  }

  private int skipBlanks(int start) {
    int at = start;
    while (at < to
        && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
      at++;
    }
    return at;
  }

  /** Copies the object's members; its own names for what is the pipeline's get a prefix. */
  private boolean copyMembers() throws MsgpackException {
    byte[] bytes = value.bytes();
    reader.reset(bytes, value.start(), bytes.length);
    int pairs = reader.readMapHeader();
    out.writeMapHeader(pairs);
    for (int i = 0; i < pairs; i++) {
      MsgpackType type = reader.peek();
      if (type != MsgpackType.STR && type != MsgpackType.BIN) {
        return false;
      }
      int length = reader.readRawHeader();
      copyName(bytes, reader.position(), length);
      reader.advance(length);
      int start = reader.position();
      reader.skip();
      out.writeRaw(bytes, start, reader.position() - start);
    }
    return true;
  }

  private void copyName(byte[] bytes, int at, int length) {
    for (byte[] own : PIPELINES_OWN) {
      if (Arrays.equals(bytes, at, at + length, own, 0, own.length)) {
        out.writeStrHeader(NATIVE.length + length);
        out.writeRaw(NATIVE, 0, NATIVE.length);
        out.writeRaw(bytes, at, length);
        return;
      }
    }
    out.writeStr(bytes, at, length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
