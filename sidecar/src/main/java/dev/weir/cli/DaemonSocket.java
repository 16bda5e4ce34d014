package dev.weir.cli;

import dev.weir.config.ConfigFile;
import dev.weir.control.ControlSettings;
import dev.weir.control.DemoSocket;
import dev.weir.control.ReplayException;
import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where the daemon of this host is asked: one of two options, or neither. */
final class DaemonSocket {
  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description =
          "The daemon's control.socket; default: /run/weir/control.sock, else that of a running"
              + " demo of yours.")
  private @Nullable Path socket;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The daemon's configuration, which says where its socket is.")
  private @Nullable Path config;

  private static Path found() {
    Path usual = ControlSettings.DEFAULT_SOCKET;
    return Files.exists(usual) ? usual : DemoSocket.ofRunningDemo().orElse(usual);
  }

  /**
   * The socket's path.
   *
   * @throws IOException if the configuration turns it off
   */
  Path path() throws InvalidFileException, IOException {
    if (config == null) {
      return socket == null ? found() : socket;
    }
    ControlSettings control = ConfigFile.forThisProcess().offline().load(config).config().control();
    if (!control.enabled()) {
      throw new IOException(config + " turns the control service off: control.enabled");
    }
    return control.socket() == null ? ControlSettings.DEFAULT_SOCKET : control.socket();
  }

  /** What a command does with a daemon. */
  @FunctionalInterface
  interface Question {
    /** Asks, prints what comes, and gives the command's exit code. */
    int ask(Path socket) throws IOException, ReplayException;
  }

  /**
   * Asks the daemon.
   *
   * @return the exit code: the question's own, 1 if the daemon could not do it, 2 if none answers
   */
  int ask(CommandSpec spec, Question question) throws InvalidFileException {
    try {
      return question.ask(path());
    } catch (ReplayException e) {
      spec.commandLine().getErr().println("weir: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } catch (IOException e) {
      spec.commandLine().getErr().println("weir: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }
}
