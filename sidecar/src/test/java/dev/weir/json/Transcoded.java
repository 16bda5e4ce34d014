package dev.weir.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.msgpack.MsgpackWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.MapValue;
import org.msgpack.value.Value;

/** What the transcoder makes of a text, read back by another library. */
final class Transcoded {
  private Transcoded() {}

  static byte[] transcode(String json, int extra) throws JsonException {
    MsgpackWriter out = new MsgpackWriter(64);
    byte[] bytes = bytes(json);
    new JsonTranscoder(out, 100).record(bytes, 0, bytes.length, extra);
    return out.toByteArray();
  }

  /** Fails too if something comes behind the value. */
  static byte[] transcodeWhole(String json) throws JsonException {
    MsgpackWriter out = new MsgpackWriter(64);
    byte[] bytes = bytes(json);
    int end = new JsonTranscoder(out, 100).record(bytes, 0, bytes.length, 0);
    for (int i = end; i < bytes.length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\t' && bytes[i] != '\r') {
        throw new JsonException(JsonException.Reason.MALFORMED, i);
      }
    }
    return out.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static MapValue decode(byte[] msgpack) throws IOException {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(msgpack)) {
      MapValue map = unpacker.unpackValue().asMapValue();
      assertEquals(false, unpacker.hasNext());
      return map;
    }
  }

  static Value value(MapValue map, String name) {
    Value last = null;
    for (Map.Entry<Value, Value> pair : map.entrySet()) {
      if (pair.getKey().asStringValue().asString().equals(name)) {
        last = pair.getValue();
      }
    }
    if (last == null) {
      throw new AssertionError("no " + name + " in " + map);
    }
    return last;
  }
}
