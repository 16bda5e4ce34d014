package dev.weir.cli;

import dev.weir.config.ConfigFile;
import dev.weir.config.LoadedConfig;
import dev.weir.yaml.InvalidFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reload of a running daemon: what can be read again is; of what cannot, the log says that it
 * needs a restart. Thread-safe.
 */
final class Reload {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final Path file;
  private final LoadedConfig running;
  private final Daemon daemon;

  Reload(Path file, LoadedConfig running, Daemon daemon) {
    this.file = file;
    this.running = running;
    this.daemon = daemon;
  }

  synchronized void run() {
    LOG.info("reload: reads lists, tables, databases and rules again");
    daemon.reload();
    compare();
    LOG.info("reload: done");
  }

  private void compare() {
    try {
      List<String> changed = ConfigFile.forThisProcess().load(file).changedFrom(running);
      if (!changed.isEmpty()) {
        LOG.warn(
            "reload: {} has changed in {}: restart Weir to put this in force",
            file,
            String.join(", ", changed));
      }
    } catch (InvalidFileException e) {
      e.problems().forEach(problem -> LOG.error("reload: {}: {}", file, problem));
      LOG.error(
          "reload: {} is wrong now: Weir goes on with what it has, and would not start with this"
              + " file; correct it before the next start",
          file);
    }
  }
}
