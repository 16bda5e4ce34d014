package dev.weir.cli;

import dev.weir.config.ConfigException;
import dev.weir.config.ConfigFile;
import dev.weir.config.ConfigProblem;
import dev.weir.config.LoadedConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir check}: is the configuration right, and can all it names be reached. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Validates the configuration and reaches for everything it names.",
    footer =
        "%nExit codes: 0 no problem, 1 something cannot be reached, 2 the configuration is wrong.")
final class CheckCommand implements Callable<Integer> {
  private final DaemonFactory daemons;

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The configuration, weir.yaml.")
  private Path file = Path.of("");

  @Option(names = "--offline", description = "Reach for nothing, only read the configuration.")
  private boolean offline;

  @Option(names = "--print", description = "Print what holds after defaults; secrets as ***.")
  private boolean print;

  @Option(names = "--json", description = "Print the outcome as one JSON object on one line.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  CheckCommand(DaemonFactory daemons) {
    this.daemons = daemons;
  }

  @Override
  public Integer call() throws ConfigException {
    PrintWriter out = spec.commandLine().getOut();
    LoadedConfig loaded;
    try {
      loaded = ConfigFile.forThisProcess().load(file);
    } catch (ConfigException e) {
      if (!json) {
        throw e;
      }
      out.println(Json.outcome(e.problems(), List.of()));
      return CommandLine.ExitCode.USAGE;
    }
    List<Reached> reached = offline ? List.of() : daemons.reach(loaded.config());
    if (json) {
      out.println(Json.outcome(List.<ConfigProblem>of(), reached));
    } else {
      report(out, loaded, reached);
    }
    return reached.stream().allMatch(result -> result.problem().isEmpty())
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private void report(PrintWriter out, LoadedConfig loaded, List<Reached> reached) {
    if (print) {
      out.print(loaded.effective());
      return;
    }
    out.println(file + ": no problem in the configuration");
    for (Reached result : reached) {
      out.println(
          result.what() + ": " + result.problem().map(p -> "PROBLEM: " + p).orElse("reached"));
    }
  }
}
