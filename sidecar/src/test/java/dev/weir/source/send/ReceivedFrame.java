package dev.weir.source.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ArrayValue;
import org.msgpack.value.ExtensionValue;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** A PackedForward message, read with msgpack-core. */
public record ReceivedFrame(
    String tag, List<ReceivedEntry> entries, String chunk, int size, int bytes) {

  /** Reads a message whole. */
  public static ReceivedFrame of(byte[] message, int length) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(message, 0, length)) {
      ReceivedFrame frame = of(unpacker.unpackValue().asArrayValue(), length);
      if (unpacker.hasNext()) {
        throw new AssertionError("bytes behind the message");
      }
      return frame;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ReceivedFrame of(ArrayValue message, int length) throws IOException {
    var options = message.get(2).asMapValue().map();
    List<ReceivedEntry> entries = new ArrayList<>();
    byte[] packed = message.get(1).asBinaryValue().asByteArray();
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(packed)) {
      while (unpacker.hasNext()) {
        ArrayValue entry = unpacker.unpackValue().asArrayValue();
        ExtensionValue time = entry.get(0).asExtensionValue();
        long seconds = ByteBuffer.wrap(time.getData()).getInt() & 0xffffffffL;
        entries.add(new ReceivedEntry(seconds, entry.get(1).asMapValue().map()));
      }
    }
    return new ReceivedFrame(
        message.get(0).asStringValue().asString(),
        entries,
        option(options, "chunk").asStringValue().asString(),
        option(options, "size").asIntegerValue().asInt(),
        length);
  }

  private static Value option(Map<Value, Value> options, String name) {
    Value value = options.get(ValueFactory.newString(name));
    if (value == null) {
      throw new AssertionError("no " + name + " in " + options);
    }
    return value;
  }
}
