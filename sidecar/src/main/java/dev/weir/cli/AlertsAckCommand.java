package dev.weir.cli;

import dev.weir.yaml.InvalidFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir alerts ack}. */
@Command(
    name = "ack",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Marks alerts as acknowledged: somebody looks at them.",
    footer =
        "%nExit codes: 0 done, 1 some are not there or OpenSearch failed it, 2 wrong usage, or no"
            + " daemon answers.")
final class AlertsAckCommand extends AlertChange implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException {
    return change(spec, "open", "acknowledged");
  }
}
