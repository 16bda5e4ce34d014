package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The options of a message, in any order; those that are not known here are passed over.
 *
 * @param chunk the id as it came, header included, so that the echo is verbatim; null without one
 * @param size the number of entries that the sender claims, else −1
 * @param signal 0 for logs, 1 for metrics, 2 for traces
 * @param metadataFrom where the record's metadata begins (Message mode), else 0
 */
// Never compared, so that an array is no trap.
@SuppressWarnings("ArrayRecordComponent")
record MessageOptions(
    byte @Nullable [] chunk,
    long size,
    Compression compression,
    long signal,
    int metadataFrom,
    int metadataTo) {

  static final MessageOptions NONE = new MessageOptions(null, -1, Compression.NONE, 0, 0, 0);

  private static final int CHUNK_LIMIT_BYTES = 1024;

  /** Reads the map, or nil, to which {@code reader} points. */
  static MessageOptions read(MsgpackReader reader) throws MalformedChunkException {
    int start = reader.position();
    try {
      if (reader.readNil()) {
        return NONE;
      }
      return readMap(reader);
    } catch (MsgpackException e) {
      throw new MalformedChunkException(ChunkRefusal.BAD_OPTIONS, Math.max(start, e.offset()));
    }
  }

  private static MessageOptions readMap(MsgpackReader reader)
      throws MsgpackException, MalformedChunkException {
    byte[] chunk = null;
    long size = -1;
    Compression compression = Compression.NONE;
    long signal = 0;
    int metadataFrom = 0;
    int metadataTo = 0;
    int pairs = reader.readMapHeader();
    for (int i = 0; i < pairs; i++) {
      switch (shortText(reader)) {
        case "chunk" -> chunk = chunk(reader);
        case "size" -> size = size(reader);
        case "compressed" -> compression = compression(reader);
        case "fluent_signal" -> signal = reader.readLong();
        case "metadata" -> {
          boolean map = reader.peek() == MsgpackType.MAP;
          metadataFrom = reader.position();
          reader.skip();
          metadataTo = map ? reader.position() : metadataFrom;
        }
        default -> reader.skip();
      }
    }
    return new MessageOptions(chunk, size, compression, signal, metadataFrom, metadataTo);
  }

  /** A key or value that is to be compared: what is longer than any we know reads as empty. */
  private static String shortText(MsgpackReader reader) throws MsgpackException {
    int length = reader.readRawHeader();
    int from = reader.position();
    reader.advance(length);
    return length > 32 ? "" : new String(reader.bytes(), from, length, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] chunk(MsgpackReader reader)
      throws MsgpackException, MalformedChunkException {
    int from = reader.position();
    if (reader.readNil()) {
      return null;
    }
    int length = reader.readRawHeader();
    if (length > CHUNK_LIMIT_BYTES) {
      throw new MalformedChunkException(ChunkRefusal.BAD_OPTIONS, from);
    }
    reader.advance(length);
    return Arrays.copyOfRange(reader.bytes(), from, reader.position());
  }

  /** A claim that nothing hangs on: of another type, it is as good as absent. */
  private static long size(MsgpackReader reader) throws MsgpackException {
    if (reader.peek() == MsgpackType.INTEGER && !reader.isOverLong()) {
      return Math.max(-1, reader.readLong());
    }
    reader.skip();
    return -1;
  }

  private static Compression compression(MsgpackReader reader) throws MsgpackException {
    return switch (shortText(reader)) {
      case "text" -> Compression.NONE;
      case "gzip" -> Compression.GZIP;
      case "zstd" -> Compression.ZSTD;
      default -> Compression.UNKNOWN;
    };
  }
}
