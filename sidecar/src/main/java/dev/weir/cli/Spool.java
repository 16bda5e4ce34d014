package dev.weir.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that are kept on disk until they are wanted. The file has no name, so nobody else reads it,
 * and nothing is left of it however the process ends.
 */
final class Spool implements Closeable {
  private final FileChannel file;

  private Spool(FileChannel file) {
    this.file = file;
  }

  static Spool open() throws IOException {
    Path path = Files.createTempFile("weir-", null);
    try {
      return new Spool(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    } finally {
      Files.delete(path);
    }
  }

  /** Where the bytes go. */
  OutputStream out() {
    return Channels.newOutputStream(file);
  }

  /** All of them, from the first one; nothing is written any more. */
  InputStream in() throws IOException {
    return Channels.newInputStream(file.position(0));
  }

  long bytes() throws IOException {
    return file.size();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
