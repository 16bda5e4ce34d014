package dev.weir.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * weir's own time of day, which can be set wrong while it runs: a small library that is preloaded
 * adds what a file says. libfaketime does the same, at a price per call that makes a JVM five times
 * slower.
 */
final class WeirClock {
  private final Path library;
  private final Path offset;

  private WeirClock(Path library, Path offset) {
    this.library = library;
    this.offset = offset;
  }

  /**
   * Makes the library with the machine's C compiler.
   *
   * @return null where there is none, or this is not Linux
   */
  static @Nullable WeirClock in(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("clock.c");
    try (InputStream code = WeirClock.class.getResourceAsStream("clock.c")) {
      if (code == null) {
        throw new IOException("clock.c is missing among the resources");
      }
      Files.copy(code, source);
    }
    Path library = folder.resolve("clock.so");
    try {
      Process compiler =
          new ProcessBuilder(
                  "cc", "-shared", "-fPIC", "-O2", "-o", name(library), name(source), "-ldl")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("clock.log").toFile())
              .start();
      if (compiler.waitFor() != 0) {
        return null;
      }
    } catch (IOException noCompiler) {
      return null;
    }
    WeirClock clock = new WeirClock(library, folder.resolve("clock.offset"));
    clock.step(Duration.ZERO);
    return clock;
  }

  /** Sets it wrong by so much, at once. */
  void step(Duration by) throws IOException {
    ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    seconds.putLong(0, by.toSeconds());
    try (FileChannel file =
        FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(seconds, 0);
    }
  }

  /** For weir's process. */
  Map<String, String> environment() {
    return Map.of("LD_PRELOAD", library.toString(), "WEIR_CLOCK_OFFSET", offset.toString());
  }

  private static String name(Path path) {
    return path.toString();
  }
}
