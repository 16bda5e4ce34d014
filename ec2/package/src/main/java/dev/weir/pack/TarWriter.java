package dev.weir.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Writes the archive: a folder that holds what the packages put below the root. */
final class TarWriter {
  private TarWriter() {}

  /** Writes {@code tree} below {@code folder} in the archive. */
  static void write(Tree tree, String folder, Instant time, Path archive) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new GzipCompressorOutputStream(file))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      put(tar, folder, new Item.Folder("", 0755, "root"), time);
      for (Item item : tree.items()) {
        put(tar, folder + "/", item, time);
      }
    }
  }

  private static void put(TarArchiveOutputStream tar, String folder, Item item, Instant time)
      throws IOException {
    String path = folder + item.path();
    TarArchiveEntry entry =
        switch (item) {
          case Item.Folder ignored -> new TarArchiveEntry(path + "/");
          case Item.Link link -> new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
          case Item.File ignored -> new TarArchiveEntry(path);
        };
    entry.setMode(item.mode());
    entry.setIds(0, 0);
    entry.setNames("root", item.group());
    entry.setModTime(time.toEpochMilli());
    switch (item) {
      case Item.Folder ignored -> tar.putArchiveEntry(entry);
      case Item.Link link -> {
        entry.setLinkName(link.target());
        tar.putArchiveEntry(entry);
      }
      case Item.File file -> {
        entry.setSize(Files.size(file.source()));
        tar.putArchiveEntry(entry);
        Files.copy(file.source(), tar);
      }
    }
    tar.closeArchiveEntry();
  }
}
