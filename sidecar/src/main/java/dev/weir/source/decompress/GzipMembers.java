package dev.weir.source.decompress;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The members of a gzip file one after the other (RFC 1952, 2.2), zero bytes after the last one
 * passed over. {@link java.util.zip.GZIPInputStream} stops after any member at which its input
 * happens to have nothing available.
 */
final class GzipMembers extends InputStream {
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CRC = 2;

  private final CompressedInput input;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean inMember;
  private boolean ended;
  private boolean any;

  GzipMembers(CompressedInput input) {
    this.input = input;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (!inMember && !nextMember()) {
        return -1;
      }
      int inflated = inflate(target, from, length);
      if (inflated > 0) {
        crc.update(target, from, inflated);
        return inflated;
      }
      if (inflater.finished()) {
        endMember();
      }
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int inflate(byte[] target, int from, int length) throws IOException {
    if (inflater.needsInput() && !inflater.finished()) {
      if (!input.fill()) {
        throw truncated();
      }
      inflater.setInput(input.buffer(), input.position(), input.buffered());
      // Taken here, since the buffer is refilled only once the inflater has used it up.
      input.take(input.buffered());
    }
    try {
      int inflated = inflater.inflate(target, from, length);
      if (inflater.needsDictionary()) {
        throw corrupt();
      }
      return inflated;
    } catch (DataFormatException e) {
      throw corrupt();
    }
  }

  private void endMember() throws IOException {
    input.giveBack(inflater.getRemaining());
    long expectedCrc = int32();
    long expectedSize = int32();
    if (expectedCrc != crc.getValue()
        || expectedSize != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw corrupt();
    }
    inMember = false;
  }

  /** Reads the header of the next member; false where none follows. */
  private boolean nextMember() throws IOException {
    if (ended) {
      return false;
    }
    int first = input.read();
    while (any && first == 0) {
      first = input.read();
    }
    if (first < 0) {
      ended = true;
      return false;
    }
    if (first != 0x1f || octet() != 0x8b || octet() != 8) {
      throw corrupt();
    }
    header();
    inflater.reset();
    crc.reset();
    inMember = true;
    any = true;
    return true;
  }

  private void header() throws IOException {
    int flags = octet();
    for (int i = 0; i < 6; i++) {
      octet();
    }
    if ((flags & EXTRA) != 0) {
      int length = octet() | (octet() << 8);
      for (int i = 0; i < length; i++) {
        octet();
      }
    }
    if ((flags & NAME) != 0) {
      zeroEnded();
    }
    if ((flags & COMMENT) != 0) {
      zeroEnded();
    }
    if ((flags & HEADER_CRC) != 0) {
      octet();
      octet();
    }
  }

  private void zeroEnded() throws IOException {
    int b = octet();
    while (b != 0) {
      b = octet();
    }
  }

  private long int32() throws IOException {
    return octet() | (octet() << 8) | (octet() << 16) | ((long) octet() << 24);
  }

  private int octet() throws IOException {
    int b = input.read();
    if (b < 0) {
      throw truncated();
    }
    return b;
  }

  private static CorruptContentException corrupt() {
    return new CorruptContentException(CorruptContentException.Reason.CORRUPT_COMPRESSION);
  }

  private static CorruptContentException truncated() {
    return new CorruptContentException(CorruptContentException.Reason.TRUNCATED_COMPRESSION);
  }
}
