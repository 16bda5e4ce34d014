package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.ForwardMode;
import dev.weir.chunk.MalformedChunkException;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A whole message, taken apart. Its positions are those of the array it was read into.
 *
 * @param payloadFrom where the bytes begin that hold the entries, or, in Message mode, the time
 * @param recordFrom where the record begins in Message mode, else as {@code payloadFrom}
 * @param wireBytes the size of all of it
 */
record Message(
    ForwardMode mode,
    String tag,
    MessageOptions options,
    int payloadFrom,
    int recordFrom,
    int payloadTo,
    long entries,
    int wireBytes) {

  /** Whether its entries have to be put into a second array. */
  boolean needsPlain() {
    return mode == ForwardMode.COMPRESSED_PACKED_FORWARD
        || (mode == ForwardMode.MESSAGE && options.metadataFrom() < options.metadataTo());
  }

  /** Takes apart what {@code scanner} has found the end of. */
  static Message read(byte[] bytes, MessageScanner scanner) throws MalformedChunkException {
    MsgpackReader reader = new MsgpackReader().reset(bytes, 0, scanner.end());
    ForwardMode mode = Objects.requireNonNull(scanner.mode());
    int optionsAt = mode == ForwardMode.MESSAGE ? 3 : 2;
    MessageOptions options = MessageOptions.NONE;
    if (scanner.elements() > optionsAt) {
      reader.position(scanner.start(optionsAt));
      options = MessageOptions.read(reader);
    }
    try {
      String tag = text(reader, scanner.start(0));
      int payloadTo = scanner.start(optionsAt);
      reader.position(scanner.start(1));
      switch (mode) {
        case FORWARD -> reader.readArrayHeader();
        case PACKED_FORWARD, COMPRESSED_PACKED_FORWARD -> reader.readRawHeader();
        case MESSAGE -> {
          // The payload begins with the time itself.
        }
      }
      boolean compressed =
          mode == ForwardMode.PACKED_FORWARD && options.compression() != Compression.NONE;
      return new Message(
          compressed ? ForwardMode.COMPRESSED_PACKED_FORWARD : mode,
          tag,
          options,
          reader.position(),
          mode == ForwardMode.MESSAGE ? scanner.start(2) : reader.position(),
          payloadTo,
          entries(mode, scanner, options),
          scanner.end());
    } catch (MsgpackException e) {
      throw new MalformedChunkException(ChunkRefusal.BAD_ENTRY, e.offset());
    }
  }

  private static long entries(ForwardMode mode, MessageScanner scanner, MessageOptions options) {
    return switch (mode) {
      case MESSAGE -> 1;
      case FORWARD -> scanner.entries();
      case PACKED_FORWARD, COMPRESSED_PACKED_FORWARD -> options.size();
    };
  }

  private static String text(MsgpackReader reader, int at) throws MsgpackException {
    reader.position(at);
    int length = reader.readRawHeader();
    return new String(reader.bytes(), reader.position(), length, StandardCharsets.UTF_8);
  }
}
