package dev.weir.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;

/**
 * As Jackson and msgpack-core do them, with all that can be used again used again. MessagePack says
 * before a map how much is in it, so JSON is read into a tree first.
 */
final class LibraryCodec implements Codec {
  private final JsonMapper mapper = new JsonMapper();
  private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
  private final ArrayBufferInput input = new ArrayBufferInput(new byte[0]);
  private final MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(input);
  private final ByteArrayOutputStream text = new ByteArrayOutputStream(4096);

  @Override
  public void toMsgpack(byte[] json) {
    packer.clear();
    try {
      pack(mapper.readTree(json));
      packer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was made last. */
  byte[] msgpack() {
    return packer.toByteArray();
  }

  private void pack(JsonNode value) throws IOException {
    switch (value.getNodeType()) {
      case OBJECT -> {
        packer.packMapHeader(value.size());
        for (var member : value.properties()) {
          packer.packString(member.getKey());
          pack(member.getValue());
        }
      }
      case ARRAY -> {
        packer.packArrayHeader(value.size());
        for (JsonNode element : value) {
          pack(element);
        }
      }
      case STRING -> packer.packString(value.textValue());
      case NUMBER -> {
        if (value.isIntegralNumber()) {
          packer.packLong(value.longValue());
        } else {
          packer.packDouble(value.doubleValue());
        }
      }
      case BOOLEAN -> packer.packBoolean(value.booleanValue());
      case NULL -> packer.packNil();
      case BINARY, MISSING, POJO -> throw new IllegalStateException("no JSON has it");
    }
  }

  @Override
  public void toJson(byte[] msgpack) {
    text.reset();
    input.reset(msgpack);
    try (JsonGenerator out = mapper.createGenerator(text)) {
      unpacker.reset(input);
      unpack(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was made last. */
  byte[] json() {
    return text.toByteArray();
  }

  private void unpack(JsonGenerator out) throws IOException {
    switch (unpacker.getNextFormat().getValueType()) {
      case MAP -> {
        out.writeStartObject();
        for (int members = unpacker.unpackMapHeader(); members > 0; members--) {
          out.writeFieldName(unpacker.unpackString());
          unpack(out);
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (int elements = unpacker.unpackArrayHeader(); elements > 0; elements--) {
          unpack(out);
        }
        out.writeEndArray();
      }
      case STRING -> out.writeString(unpacker.unpackString());
      case INTEGER -> out.writeNumber(unpacker.unpackLong());
      case FLOAT -> out.writeNumber(unpacker.unpackDouble());
      case BOOLEAN -> out.writeBoolean(unpacker.unpackBoolean());
      case NIL -> {
        unpacker.unpackNil();
        out.writeNull();
      }
      case BINARY, EXTENSION -> throw new IllegalStateException("no record of JSON has it");
    }
  }
}
