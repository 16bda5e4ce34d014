package dev.weir.faults;

import dev.weir.e2e.GuardedProcess;
import dev.weir.lab.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small disk for Fluent Bit's buffer, in memory, that only Fluent Bit sees: it is mounted in a
 * namespace that a process of ours holds open, and goes with that process, however this one ends.
 */
final class BufferDisk implements AutoCloseable {
  private static final int MEBIBYTES = 96;
  private static final int PIECE = 64 << 10;
  private static final Duration START = Duration.ofSeconds(10);

  private final GuardedProcess holder;
  private final Path mountPoint;

  private BufferDisk(GuardedProcess holder, Path mountPoint) {
    this.holder = holder;
    this.mountPoint = mountPoint;
  }

  /** Why this machine cannot have one; null if it can. */
  static @Nullable String missing() {
    try {
      Process process =
          new ProcessBuilder("unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt")
              .redirectErrorStream(true)
              .start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0 ? null : "mounting a disk needs root";
    } catch (IOException e) {
      return "unshare is not installed";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  static BufferDisk mount(Path folder) throws IOException {
    Path mountPoint = Files.createDirectories(folder.resolve("fluent-bit-disk"));
    String script =
        "mount -t tmpfs -o size="
            + MEBIBYTES
            + "m tmpfs \"$1\" && mkdir \"$1/mounted\" && exec sleep 1000000";
    GuardedProcess holder =
        GuardedProcess.start(
            "the disk of Fluent Bit's buffer",
            List.of("unshare", "-m", "sh", "-c", script, "disk", mountPoint.toString()),
            Map.of(),
            folder.resolve("disk.log"));
    BufferDisk disk = new BufferDisk(holder, mountPoint);
    Eventually.until(
        START, () -> Files.exists(disk.outside().resolve("mounted")), () -> holder.tail());
    return disk;
  }

  /** Where Fluent Bit sees it. */
  Path inside() {
    return mountPoint;
  }

  /** Where this process sees it. */
  Path outside() {
    return Path.of("/proc/" + holder.pid() + "/root" + mountPoint);
  }

  /** What has to stand before a command that shall see it. */
  List<String> prefix() {
    return List.of("nsenter", "--mount", "--target", Long.toString(holder.pid()));
  }

  /** Takes what is free, to the last byte. */
  void fill() throws IOException {
    byte[] piece = new byte[PIECE];
    for (int size = PIECE; size > 0; size /= 2) {
      try (OutputStream filler =
          Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          filler.write(piece, 0, size);
        }
      } catch (IOException full) {
        // No space left: the next one tries with less.
      }
    }
  }

  /** Gives it back. */
  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  @Override
  public void close() {
    holder.close();
  }

  private Path filler() {
    return outside().resolve("filler");
  }
}
