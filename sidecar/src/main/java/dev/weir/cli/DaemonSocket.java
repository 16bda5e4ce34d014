package dev.weir.cli;

import dev.weir.config.ConfigException;
import dev.weir.config.ConfigFile;
import dev.weir.config.ControlConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the daemon is asked: options of which one is given, or none. */
final class DaemonSocket {
  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description = "The daemon's control.socket; default: /run/weir/control.sock.")
  private @Nullable Path socket;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The daemon's configuration, which says where its socket is.")
  private @Nullable Path config;

  /**
   * The socket's path.
   *
   * @throws IOException if the configuration turns the service off
   */
  Path path() throws ConfigException, IOException {
    if (config == null) {
      return socket == null ? ControlConfig.DEFAULT_SOCKET : socket;
    }
    ControlConfig control = ConfigFile.forThisProcess().load(config).config().control();
    if (!control.enabled()) {
      throw new IOException(config + " turns the control service off: control.enabled");
    }
    return control.socket() == null ? ControlConfig.DEFAULT_SOCKET : control.socket();
  }
}
