package dev.weir.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Keeps configurations and logs of a run that failed: the lab removes its own folder. */
final class KeptFolder {
  private KeptFolder() {}

  /** Copies the regular files of {@code folder} and writes {@code lines} beside them. */
  static Path keep(Path folder, List<String> lines) {
    try {
      Path kept = Files.createTempDirectory("weir-faults-");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = kept.resolve(folder.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.write(kept.resolve("findings.txt"), lines);
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep " + folder, e);
    }
  }
}
