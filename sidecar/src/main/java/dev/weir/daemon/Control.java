package dev.weir.daemon;

import dev.weir.control.AlertDesk;
import dev.weir.control.Backfills;
import dev.weir.control.ControlServer;
import dev.weir.control.ControlSettings;
import dev.weir.control.DaemonStatus;
import dev.weir.control.Letters;
import dev.weir.replay.Replays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control service, where the configuration or the host gives it a place. */
final class Control implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Control.class);

  private final ControlSettings config;
  private final @Nullable ControlServer server;

  Control(
      ControlSettings config,
      Path defaultSocket,
      DaemonStatus status,
      Backfills backfills,
      Replays replays,
      Letters letters,
      AlertDesk alerts) {
    this.config = config;
    Path socket = config.enabled() ? socket(config, defaultSocket) : null;
    this.server =
        socket == null
            ? null
            : new ControlServer(socket, status, backfills, replays, letters, alerts);
  }

  /**
   * Starts it.
   *
   * @throws IOException if the socket that the configuration names cannot be had
   */
  void start() throws IOException {
    if (server == null) {
      return;
    }
    try {
      server.start();
    } catch (IOException e) {
      if (config.socket() != null) {
        throw e;
      }
      // Nobody asked for it: a second daemon on a host runs without.
      LOG.warn("no control service, control.socket can name another place: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }

  private static @Nullable Path socket(ControlSettings config, Path defaultSocket) {
    if (config.socket() != null) {
      return config.socket();
    }
    Path folder = defaultSocket.getParent();
    if (folder != null && Files.isDirectory(folder) && Files.isWritable(folder)) {
      return defaultSocket;
    }
    LOG.info("no control service: {} cannot be written and control.socket names no place", folder);
    return null;
  }
}
