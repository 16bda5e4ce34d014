package dev.weir.lab.process;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Ties this process to the one that started it. A line {@code stop} on stdin ends it in order and
 * leaves its folder for the next start; the end of stdin means that the parent is gone, however it
 * went: the folder is removed and the process halts.
 */
public final class ParentWatch {
  private final BufferedReader commands;
  private final Path folder;
  private volatile Closeable server = () -> {};

  /**
   * A watch that has not begun.
   *
   * @param commands what the parent writes
   * @param folder all that this process keeps on disk, inside the parent's run folder
   */
  public ParentWatch(InputStream commands, Path folder) {
    this.commands = new BufferedReader(new InputStreamReader(commands, StandardCharsets.UTF_8));
    this.folder = folder;
  }

  /** Keeps the process alive, even where a server has daemon threads only. */
  public void start() {
    Thread.ofPlatform().name("parent-watch").start(this::watch);
  }

  /** Says what to close when the parent asks for an orderly end. */
  public void onStop(Closeable server) {
    this.server = server;
  }

  private void watch() {
    try {
      String command = commands.readLine();
      while (command != null) {
        if (command.equals("stop")) {
          server.close();
          System.exit(0);
        }
        command = commands.readLine();
      }
    } catch (IOException unreadable) {
      // A parent that cannot be heard is as good as gone.
    }
    try {
      removeFolder();
    } catch (IOException | UncheckedIOException inUse) {
      // The server still writes there; the next start of a lab sweeps the rest.
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private void removeFolder() throws IOException {
    delete(folder);
    Path run = folder.toAbsolutePath().getParent();
    if (run == null) {
      return;
    }
    // The last of the children takes the run folder along; its lock has died with the parent.
    List<Path> rest;
    try (var entries = Files.list(run)) {
      rest = entries.toList();
    }
    if (rest.equals(List.of(run.resolve("lock")))) {
      Files.deleteIfExists(run.resolve("lock"));
      deleteIfEmpty(run);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (var paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      deleteIfEmpty(path);
    }
  }

  private static void deleteIfEmpty(Path path) throws IOException {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException written) {
      // Written to meanwhile; the next start of a lab sweeps it.
    }
  }
}
