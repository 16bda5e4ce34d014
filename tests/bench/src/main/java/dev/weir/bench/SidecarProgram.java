package dev.weir.bench;

import dev.weir.config.ConfigFile;
import dev.weir.daemon.Daemon;
import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;

/** The daemon as it ships, with a configuration that is the only argument. */
final class SidecarProgram {
  private SidecarProgram() {}

  public static void main(String[] arguments) throws IOException, InvalidFileException {
    Path config = Path.of(arguments[0]);
    try (Daemon daemon = new Daemon(ConfigFile.forThisProcess().load(config).config(), "bench")) {
      daemon.start();
      SampleDesk.answerUntilTold();
    }
  }
}
