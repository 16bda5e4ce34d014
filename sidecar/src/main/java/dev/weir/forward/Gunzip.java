package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses the gzip members of a payload (RFC 1952), array to array. Unlike the stream of the
 * JDK it takes nothing that follows a member for its end: to acknowledge a chunk of which a part
 * was passed over would lose that part.
 */
final class Gunzip {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final byte[] bytes;
  private final int start;
  private final int end;
  private int position;

  private Gunzip(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.start = from;
    this.position = from;
    this.end = to;
  }

  static void decompress(byte[] bytes, int from, int to, PlainOutput output)
      throws MalformedChunkException, InterruptedException {
    Gunzip members = new Gunzip(bytes, from, to);
    Inflater inflater = new Inflater(true);
    try {
      while (members.position < to) {
        int header = members.position;
        members.header();
        output.holdsNothing((long) members.position - header + TRAILER_BYTES);
        members.body(inflater, output);
        inflater.reset();
      }
    } finally {
      inflater.end();
    }
  }

  private void header() throws MalformedChunkException {
    need(HEADER_BYTES);
    if ((bytes[position] & 0xff) != 0x1f
        || (bytes[position + 1] & 0xff) != 0x8b
        || bytes[position + 2] != 8) {
      throw broken();
    }
    int flags = bytes[position + 3];
    position += HEADER_BYTES;
    if ((flags & EXTRA) != 0) {
      need(2);
      int length = (bytes[position] & 0xff) | (bytes[position + 1] & 0xff) << 8;
      need(2 + length);
      position += 2 + length;
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      need(2);
      position += 2;
    }
  }

  private void body(Inflater inflater, PlainOutput output)
      throws MalformedChunkException, InterruptedException {
    CRC32 crc = new CRC32();
    inflater.setInput(bytes, position, end - position);
    try {
      while (!inflater.finished()) {
        int room = output.room();
        int count = inflater.inflate(output.bytes(), output.size(), room);
        crc.update(output.bytes(), output.size(), count);
        output.written(count);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw broken();
        }
      }
    } catch (DataFormatException e) {
      throw broken();
    }
    position = end - inflater.getRemaining();
    need(TRAILER_BYTES);
    int length = (int) inflater.getBytesWritten();
    if ((int) INT.get(bytes, position) != (int) crc.getValue()
        || (int) INT.get(bytes, position + 4) != length) {
      throw broken();
    }
    position += TRAILER_BYTES;
  }

  private void skipText() throws MalformedChunkException {
    do {
      need(1);
    } while (bytes[position++] != 0);
  }

  private void need(int count) throws MalformedChunkException {
    if (count > end - position) {
      throw broken();
    }
  }

  private MalformedChunkException broken() {
    return new MalformedChunkException(ChunkRefusal.BAD_COMPRESSION, position - start);
  }
}
