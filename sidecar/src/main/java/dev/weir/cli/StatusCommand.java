package dev.weir.cli;

import dev.weir.control.ControlClient;
import dev.weir.proto.v1.StatusReply;
import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir status}: asks a running daemon on this host. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Says what became of all records since the daemon of this host started.",
    footer = "%nExit codes: 0 ready, 1 not ready, 2 wrong usage, or no daemon answers.")
final class StatusCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @ArgGroup private DaemonSocket where = new DaemonSocket();

  @Option(names = "--json", description = "Print the status as one JSON object on one line.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException {
    StatusReply status;
    try {
      status = ControlClient.status(where.path(), DEADLINE);
    } catch (IOException e) {
      spec.commandLine().getErr().println("weir: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    if (json) {
      spec.commandLine().getOut().println(StatusText.json(status));
    } else {
      spec.commandLine().getOut().print(StatusText.lines(status));
    }
    return status.getNotReadyCount() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
