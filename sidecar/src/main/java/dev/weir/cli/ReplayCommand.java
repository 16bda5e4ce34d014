package dev.weir.cli;

import dev.weir.control.ControlClient;
import dev.weir.proto.v1.ReplayProgress;
import dev.weir.proto.v1.ReplayRequest;
import dev.weir.yaml.InvalidFileException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir replay}: has a running daemon send its dead letters through the sidecar again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Sends dead letters through the whole sidecar again, under the ids they had, oldest first,"
          + " and marks what became of them. A second replay changes nothing. Alerts of the records"
          + " are stored, and not sent."
    },
    footer =
        "%nExit codes: 0 done, 1 some stay open or it broke off, 2 wrong usage, or no daemon"
            + " answers.")
final class ReplayCommand implements Callable<Integer> {
  @ArgGroup private DaemonSocket where = new DaemonSocket();

  @Option(names = "--reason", description = "Only those with this reason.")
  private @Nullable String reason;

  @Option(names = "--type", description = "Only those of this log type.")
  private @Nullable String type;

  @Option(
      names = "--object",
      paramLabel = "URI",
      description = "Only those from s3://bucket/key, or from what begins so.")
  private @Nullable String object;

  @Option(
      names = "--since",
      converter = SinceConverter.class,
      paramLabel = "TIME",
      description = "Only those written since: 2026-11-21T02:00:00Z, 2026-11-21, or 24h ago.")
  private @Nullable Instant since;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many; default: all.")
  private @Nullable Long limit;

  @Option(
      names = "--notify",
      description = "Send the alerts of the records to their destinations, too.")
  private boolean notify;

  @Option(names = "--dry-run", description = "Only say what there is; change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print how it ended as one JSON object on the last line.")
  private boolean json;

  private String lastLine = "";

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException {
    if (limit != null && limit < 1) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--limit is at least 1");
    }
    if (object != null && !object.matches("s3://[^/]+(/.*)?")) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--object is s3://bucket/key, or a beginning of it");
    }
    return where.ask(
        spec,
        socket -> {
          ReplayProgress end = ControlClient.replay(socket, request(), this::print);
          if (json) {
            spec.commandLine().getOut().println(ReplayText.json(end, dryRun));
          } else {
            spec.commandLine().getOut().print(ReplayText.lines(end, dryRun));
          }
          boolean settled = dryRun || end.getLeftOpen() == 0;
          return settled ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        });
  }

  /** Progress goes beside the output, which a program may read. */
  private void print(ReplayProgress step) {
    String line = ReplayText.step(step);
    if (!line.equals(lastLine)) {
      spec.commandLine().getErr().println(line);
      spec.commandLine().getErr().flush();
      lastLine = line;
    }
  }

  private ReplayRequest request() {
    ReplayRequest.Builder request = ReplayRequest.newBuilder().setDryRun(dryRun).setNotify(notify);
    if (reason != null) {
      request.setReason(reason);
    }
    if (type != null) {
      request.setType(type);
    }
    if (object != null) {
      request.setObject(object);
    }
    if (since != null) {
      request.setSinceMillis(since.toEpochMilli());
    }
    if (limit != null) {
      request.setLimit(limit);
    }
    return request.build();
  }
}
