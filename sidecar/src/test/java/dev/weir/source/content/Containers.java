package dev.weir.source.content;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Writes containers of every kind that is opened, by other programs' code. */
public final class Containers {
  private Containers() {}

  public static byte[] gzip(byte[] content) {
    return written(out -> new GZIPOutputStream(out), content);
  }

  public static byte[] bzip2(byte[] content) {
    return written(BZip2CompressorOutputStream::new, content);
  }

  public static byte[] zstd(byte[] content) {
    return Zstd.compress(content);
  }

  /** A tar archive with long names and large files as pax writes them. */
  public static byte[] tar(Map<String, byte[]> members) {
    return tar(members, TarArchiveOutputStream.LONGFILE_POSIX);
  }

  /** A tar archive with long names in the way that is given. */
  public static byte[] tar(Map<String, byte[]> members, int longNames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
      out.setLongFileMode(longNames);
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
        entry.setSize(member.getValue().length);
        out.putArchiveEntry(entry);
        out.write(member.getValue());
        out.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A zip archive, its lengths behind each member. */
  public static byte[] zip(Map<String, byte[]> members) {
    return zip(members, true);
  }

  /** A zip archive, deflated with the lengths behind each member, or stored with them before. */
  public static byte[] zip(Map<String, byte[]> members, boolean deflated) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        ZipEntry entry = new ZipEntry(member.getKey());
        if (!deflated) {
          CRC32 crc = new CRC32();
          crc.update(member.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(member.getValue().length);
          entry.setCrc(crc.getValue());
        }
        out.putNextEntry(entry);
        out.write(member.getValue());
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private interface Compressor {
    OutputStream on(OutputStream out) throws IOException;
  }

  private static byte[] written(Compressor compressor, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compressor.on(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
