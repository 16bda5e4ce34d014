package dev.weir.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for sockets, configuration and logs that goes when it is closed. */
record Scratch(Path folder) implements AutoCloseable {
  static Scratch create() {
    try {
      return new Scratch(Files.createTempDirectory("weir-bench"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder", e);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Path write(String name, String content) {
    try {
      return Files.writeString(file(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
