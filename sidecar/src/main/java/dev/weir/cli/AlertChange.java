package dev.weir.cli;

import dev.weir.control.ControlClient;
import dev.weir.proto.v1.AlertsRequest;
import dev.weir.proto.v1.ChangeAlertsReply;
import dev.weir.proto.v1.ChangeAlertsRequest;
import dev.weir.yaml.InvalidFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code weir alerts ack} and {@code weir alerts close} have in common. */
abstract class AlertChange {
  private static final long MOST = 10_000;

  @ArgGroup private DaemonSocket where = new DaemonSocket();
  @Mixin private AlertSelection selection = new AlertSelection();

  @Parameters(arity = "0..*", paramLabel = "ID", description = "As `weir alerts list` says.")
  private List<String> ids = List.of();

  @Option(names = "--note", paramLabel = "TEXT", description = "Why, for those who look next.")
  private String note = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who does it; the user of this shell unless you say so.")
  private @Nullable String by;

  @Option(names = "--json", description = "Print how it ended as one JSON object on one line.")
  private boolean json;

  /**
   * Changes the alerts that the command names.
   *
   * @param from the status that alerts have which are selected
   * @param to the status that they get
   */
  int change(CommandSpec spec, String from, String to) throws InvalidFileException {
    if (ids.isEmpty() == selection.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "which ones? Give either ids, or one of --severity, --rule, --type, --account, --since");
    }
    AlertsRequest.Builder which = selection.request().addAllIds(ids).setStatus(from);
    if (!which.hasLimit()) {
      which.setLimit(MOST);
    }
    String user = by == null ? System.getProperty("user.name", "") : by;
    return where.ask(
        spec,
        socket -> {
          ChangeAlertsReply end =
              ControlClient.changeAlerts(
                  socket,
                  ChangeAlertsRequest.newBuilder()
                      .setAlerts(which)
                      .setStatus(to)
                      .setBy(user)
                      .setNote(note)
                      .build());
          spec.commandLine()
              .getOut()
              .println(
                  json
                      ? "{\"selected\":%d,\"changed\":%d}"
                          .formatted(end.getSelected(), end.getChanged())
                      : "%d alerts selected, %d are %s now"
                          .formatted(end.getSelected(), end.getChanged(), to));
          boolean all = end.getChanged() == Math.max(end.getSelected(), ids.size());
          return all ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        });
  }
}
