package dev.weir.cli;

import dev.weir.control.ControlClient;
import dev.weir.proto.v1.Alert;
import dev.weir.proto.v1.AlertsRequest;
import dev.weir.yaml.InvalidFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir alerts list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists alerts, the newest first; 100 of them unless --limit says more.",
    footer = "%nExit codes: 0 listed, 1 OpenSearch failed it, 2 wrong usage, or no daemon answers.")
final class AlertsListCommand implements Callable<Integer> {
  @ArgGroup private DaemonSocket where = new DaemonSocket();
  @Mixin private AlertSelection selection = new AlertSelection();

  @Option(
      names = "--status",
      defaultValue = "open",
      description = "open (default), acknowledged, closed, or any.")
  private String status = "open";

  @Option(names = "--json", description = "Print each as one JSON object on a line of its own.")
  private boolean json;

  private long listed;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException {
    AlertsRequest.Builder request = selection.request();
    if (!status.equals("any")) {
      request.setStatus(status);
    }
    return where.ask(
        spec,
        socket -> {
          ControlClient.alerts(socket, request.build(), this::print);
          if (!json) {
            spec.commandLine()
                .getOut()
                .println(
                    listed == 0
                        ? "no such alerts"
                        : listed + " alerts; `weir alerts show ID` shows one");
          }
          return CommandLine.ExitCode.OK;
        });
  }

  private void print(Alert alert) {
    listed++;
    spec.commandLine().getOut().println(json ? AlertText.json(alert) : AlertText.line(alert));
  }
}
