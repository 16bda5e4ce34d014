package dev.weir.source.content;

import dev.weir.source.decompress.CompressedInput;
import dev.weir.source.decompress.CorruptContentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The content of a deflated or stored member of a zip archive. At its end its lengths and its
 * checksum are compared with what the archive says: before it, or in the descriptor behind it.
 */
final class InflatedMember extends InputStream {
  private static final long DESCRIPTOR = 0x08074b50L;
  private static final long LOW = 0xffff_ffffL;

  private final ArchiveInput archive;
  private final ZipHeader header;
  private final boolean deflated;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private long taken;
  private long given;
  private boolean ended;
  private @Nullable CorruptContentException failure;

  InflatedMember(ArchiveInput archive, ZipHeader header) {
    this.archive = archive;
    this.header = header;
    this.deflated = header.method() == ZipHeader.DEFLATED;
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
    if (ended) {
      return -1;
    }
    try {
      int read = deflated ? inflate(target, from, length) : copy(target, from, length);
      if (read > 0) {
        crc.update(target, from, read);
        given += read;
        return read;
      }
      end();
      return -1;
    } catch (CorruptContentException e) {
      failure = e;
      throw e;
    }
  }

  /** Why it, or the archive, broke off in it, so that nothing behind it is found; else null. */
  @Nullable CorruptContentException failure() {
    return failure;
  }

  /** Frees what the decompressor holds; the archive stays open. */
  @Override
  public void close() {
    inflater.end();
  }

  private int copy(byte[] target, int from, int length) throws IOException {
    long left = header.compressed() - taken;
    if (left == 0) {
      return 0;
    }
    int read = archive.some(target, from, (int) Math.min(length, left));
    taken += read;
    return read;
  }

  private int inflate(byte[] target, int from, int length) throws IOException {
    CompressedInput in = archive.buffer();
    try {
      while (true) {
        int inflated = inflater.inflate(target, from, length);
        if (inflated > 0) {
          return inflated;
        }
        if (inflater.finished()) {
          in.giveBack(inflater.getRemaining());
          taken = inflater.getBytesRead();
          return 0;
        }
        if (inflater.needsDictionary()) {
          throw ArchiveInput.corrupt();
        }
        if (!in.fill()) {
          throw ArchiveInput.truncated();
        }
        inflater.setInput(in.buffer(), in.position(), in.buffered());
        // Taken here, since the buffer is refilled only once the inflater has used it up.
        in.take(in.buffered());
      }
    } catch (DataFormatException e) {
      throw ArchiveInput.corrupt();
    }
  }

  private void end() throws IOException {
    ended = true;
    boolean right =
        header.hasDescriptor()
            ? descriptorIsRight()
            : header.crc() == crc.getValue()
                && header.compressed() == taken
                && header.size() == given;
    if (!right) {
      throw ArchiveInput.corrupt();
    }
  }

  /** Its signature may be left out, and its lengths have four bytes or eight. */
  private boolean descriptorIsRight() throws IOException {
    long first = archive.int32();
    long sum = first == DESCRIPTOR ? archive.int32() : first;
    long compressed = archive.int32();
    long second = archive.int32();
    boolean short4 = compressed == (taken & LOW) && second == (given & LOW);
    if (header.isZip64() || !short4) {
      // The first length's upper half was read as the second length.
      compressed |= second << 32;
      long size = archive.int64();
      return sum == crc.getValue() && compressed == taken && size == given;
    }
    return sum == crc.getValue();
  }
}
