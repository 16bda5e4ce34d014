package dev.weir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The temporary folder of one running lab. A lock on a file in it dies with the process, however it
 * ends; so whoever gets the lock of another folder knows that its lab is gone.
 */
final class RunFolder implements AutoCloseable {
  private static final String PREFIX = "weir-lab-";
  private static final String LOCK = "lock";
  private static final Duration UNLOCKED_YET = Duration.ofMinutes(1);

  private final Path path;
  private final FileChannel lock;

  private RunFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a folder in {@code parent}.
   *
   * @throws LabException if that cannot be
   */
  static RunFolder create(Path parent) {
    try {
      while (true) {
        Path path = Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-");
        FileChannel lock =
            FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // A sweep may have met the file before its lock and taken the folder: then another one.
        if (lock.tryLock() != null && Files.exists(path.resolve(LOCK))) {
          return new RunFolder(path, lock);
        }
        lock.close();
      }
    } catch (IOException e) {
      throw new LabException("Cannot make a temporary folder in " + parent, e);
    }
  }

  /** Removes what labs that were killed left in {@code parent}. Never throws for one folder. */
  static void sweep(Path parent) {
    List<Path> folders;
    try (var entries = Files.newDirectoryStream(parent, PREFIX + "[0-9]*-*")) {
      folders = new ArrayList<>();
      entries.forEach(folders::add);
    } catch (IOException e) {
      throw new LabException("Cannot list " + parent, e);
    }
    // Closing a second channel on a file would drop the lock that this process holds on it.
    String own = PREFIX + ProcessHandle.current().pid() + "-";
    for (Path folder : folders) {
      if (!folder.getFileName().toString().startsWith(own)) {
        removeIfOrphaned(folder);
      }
    }
  }

  Path path() {
    return path;
  }

  /** Removes the folder with all that is in it. */
  @Override
  public void close() {
    try {
      delete(path);
    } catch (IOException | UncheckedIOException e) {
      // Swept by the next start, once the lock is gone.
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw new LabException("Cannot release " + path, e);
    }
  }

  private static void removeIfOrphaned(Path folder) {
    try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        @Nullable FileLock held = lock.tryLock()) {
      if (held != null) {
        delete(folder);
      }
    } catch (NoSuchFileException unlockedYet) {
      removeIfOld(folder);
    } catch (IOException | UncheckedIOException notOurs) {
      // Another user's, or another sweep was faster.
    }
  }

  private static void removeIfOld(Path folder) {
    try {
      Instant made = Files.getLastModifiedTime(folder).toInstant();
      if (made.isBefore(Instant.now().minus(UNLOCKED_YET))) {
        delete(folder);
      }
    } catch (IOException | UncheckedIOException notOurs) {
      // Another user's, or another sweep was faster.
    }
  }

  static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (var paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
