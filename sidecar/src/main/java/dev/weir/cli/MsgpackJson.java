package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/** MessagePack values as JSON for people: an EventTime is an instant, other bytes hexadecimal. */
final class MsgpackJson {
  private static final int MAX_DEPTH = 100;
  private static final int EVENT_TIME = 0;

  private final MsgpackReader reader = new MsgpackReader();

  /**
   * The value that begins there.
   *
   * @throws MsgpackException if the bytes are no whole value, or over 100 levels deep
   */
  String next(byte[] bytes, int from) throws MsgpackException {
    reader.reset(bytes, from, bytes.length);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      write(json, 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** Where the value that was read last ends. */
  int end() {
    return reader.position();
  }

  private void write(JsonGenerator json, int depth) throws IOException, MsgpackException {
    if (depth > MAX_DEPTH) {
      throw new MsgpackException(MsgpackException.Reason.TOO_DEEP, reader.position());
    }
    switch (reader.peek()) {
      case NIL -> {
        boolean unused = reader.readNil();
        json.writeNull();
      }
      case BOOLEAN -> json.writeBoolean(reader.readBoolean());
      case INTEGER -> {
        if (reader.isOverLong()) {
          json.writeNumber(Long.toUnsignedString(reader.readUnsignedLong()));
        } else {
          json.writeNumber(reader.readLong());
        }
      }
      case FLOAT -> json.writeNumber(reader.readDouble());
      case STR, BIN -> json.writeString(text());
      case ARRAY -> {
        json.writeStartArray();
        for (int left = reader.readArrayHeader(); left > 0; left--) {
          write(json, depth + 1);
        }
        json.writeEndArray();
      }
      case MAP -> {
        json.writeStartObject();
        for (int left = reader.readMapHeader(); left > 0; left--) {
          name(json);
          write(json, depth + 1);
        }
        json.writeEndObject();
      }
      case EXT -> json.writeString(extension());
      case RESERVED ->
          throw new MsgpackException(MsgpackException.Reason.RESERVED_BYTE, reader.position());
    }
  }

  /** A name that is no text, such as made it a dead letter, is shown by its bytes. */
  private void name(JsonGenerator json) throws IOException, MsgpackException {
    switch (reader.peek()) {
      case STR, BIN -> json.writeFieldName(text());
      case NIL, BOOLEAN, INTEGER, FLOAT, ARRAY, MAP, EXT, RESERVED -> {
        int from = reader.position();
        reader.skip();
        json.writeFieldName(
            "0x" + HexFormat.of().formatHex(reader.bytes(), from, reader.position()));
      }
    }
  }

  private String text() throws MsgpackException {
    int length = reader.readRawHeader();
    String text = new String(reader.bytes(), reader.position(), length, StandardCharsets.UTF_8);
    reader.advance(length);
    return text;
  }

  private String extension() throws MsgpackException {
    int length = reader.readExtHeader();
    int at = reader.position();
    reader.advance(length);
    if (reader.extType() == EVENT_TIME && length == 8) {
      ByteBuffer time = ByteBuffer.wrap(reader.bytes(), at, length);
      long seconds = Integer.toUnsignedLong(time.getInt());
      return Instant.ofEpochSecond(seconds, Integer.toUnsignedLong(time.getInt())).toString();
    }
    return "0x" + HexFormat.of().formatHex(reader.bytes(), at, at + length);
  }
}
