package dev.weir.fluentbit;

import java.nio.file.Path;

/** A Fluent Bit configuration cannot be read; the message begins with file and line. */
public final class FluentBitFileException extends Exception {
  private static final long serialVersionUID = 1L;

  FluentBitFileException(Path file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }
}
