package dev.weir.cli;

import dev.weir.control.ControlClient;
import dev.weir.proto.v1.Alert;
import dev.weir.proto.v1.AlertsRequest;
import dev.weir.text.SafeText;
import dev.weir.yaml.InvalidFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir alerts show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Shows alerts with all that is known of them.",
    footer =
        "%nExit codes: 0 shown, 1 one is not there or OpenSearch failed it, 2 wrong usage, or no"
            + " daemon answers.")
final class AlertsShowCommand implements Callable<Integer> {
  @ArgGroup private DaemonSocket where = new DaemonSocket();

  @Parameters(arity = "1..*", paramLabel = "ID", description = "As `weir alerts list` says.")
  private List<String> ids = List.of();

  @Option(names = "--json", description = "Print each as one JSON object on a line of its own.")
  private boolean json;

  private final Set<String> shown = new HashSet<>();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException {
    return where.ask(
        spec,
        socket -> {
          ControlClient.alerts(
              socket, AlertsRequest.newBuilder().addAllIds(ids).build(), this::print);
          List<String> missing = ids.stream().filter(id -> !shown.contains(id)).toList();
          if (!missing.isEmpty()) {
            spec.commandLine()
                .getErr()
                .println(
                    SafeText.of(
                        "weir: no alert has the id "
                            + String.join(", ", missing)
                            + "; weir alerts list --status any names all of them"));
            return CommandLine.ExitCode.SOFTWARE;
          }
          return CommandLine.ExitCode.OK;
        });
  }

  private void print(Alert alert) {
    if (!shown.isEmpty() && !json) {
      spec.commandLine().getOut().println();
    }
    shown.add(alert.getId());
    spec.commandLine().getOut().print(json ? AlertText.json(alert) + "\n" : AlertText.all(alert));
  }
}
