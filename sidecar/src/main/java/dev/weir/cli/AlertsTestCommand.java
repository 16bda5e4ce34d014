package dev.weir.cli;

import dev.weir.control.ControlClient;
import dev.weir.text.SafeText;
import dev.weir.yaml.InvalidFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir alerts test}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Sends a test message to a destination of alerts.",
    footer =
        "%nExit codes: 0 the destination took it, 1 it did not, or there is none of this name, 2"
            + " wrong usage, or no daemon answers.")
final class AlertsTestCommand implements Callable<Integer> {
  @ArgGroup private DaemonSocket where = new DaemonSocket();

  @Parameters(
      paramLabel = "DESTINATION",
      description = "Its name under alerts.destinations in weir.yaml.")
  private String destination = "";

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException {
    return where.ask(
        spec,
        socket -> {
          String problem = ControlClient.testDestination(socket, destination);
          if (!problem.isEmpty()) {
            spec.commandLine().getErr().println(SafeText.of("weir: " + problem));
            return CommandLine.ExitCode.SOFTWARE;
          }
          spec.commandLine().getOut().println(SafeText.of(destination + " took a test message"));
          return CommandLine.ExitCode.OK;
        });
  }
}
