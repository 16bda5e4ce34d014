package dev.weir.cli;

import dev.weir.config.ConfigFile;
import dev.weir.config.LoadedConfig;
import dev.weir.config.OwnIds;
import dev.weir.config.ShardEstimate;
import dev.weir.fluentbit.Finding;
import dev.weir.fluentbit.FluentBitCheck;
import dev.weir.fluentbit.FluentBitFileException;
import dev.weir.fluentbit.WeirSide;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code weir check}: is the configuration right, can all it names be reached, and does a Fluent
 * Bit configuration lose data.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Validates the configuration and reaches for everything it names.",
      "It takes no message and writes nothing, so the rights to do that are not checked.",
      "With --fluent-bit, says what in a Fluent Bit configuration loses data; -c may be left out.",
      "With both, says what in the two does not fit together."
    },
    footer =
        "%nExit codes: 0 no problem, 1 something cannot be reached or loses data, 2 a configuration"
            + " is wrong.")
final class CheckCommand implements Callable<Integer> {
  private final DaemonFactory daemons;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration, weir.yaml.")
  private @Nullable Path file;

  @Option(
      names = "--fluent-bit",
      paramLabel = "FILE",
      description = "A Fluent Bit configuration, classic or YAML, with all that it includes.")
  private @Nullable Path fluentBit;

  @Option(
      names = "--fluent-bit-version",
      paramLabel = "VERSION",
      description =
          "The Fluent Bit that will read it, such as 5.1.1; else the installed one is asked.")
  private @Nullable String fluentBitVersion;

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
  public Integer call() throws InvalidFileException {
    PrintWriter out = spec.commandLine().getOut();
    if (file == null && fluentBit == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Missing required option: '--config=FILE' or '--fluent-bit=FILE'");
    }
    List<Finding> findings;
    LoadedConfig loaded;
    try {
      ConfigFile reader = ConfigFile.forThisProcess();
      loaded = file == null ? null : (offline ? reader.offline() : reader).load(file);
      findings = fluentBit == null ? null : findings(fluentBit, loaded);
    } catch (FluentBitFileException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    } catch (InvalidFileException e) {
      if (!json) {
        throw e;
      }
      out.println(Json.outcome(e.problems(), null, List.of(), List.of(), null));
      return CommandLine.ExitCode.USAGE;
    }
    List<Reached> reached = offline || loaded == null ? List.of() : daemons.reach(loaded.config());
    if (json) {
      ShardEstimate shards = loaded == null ? null : ShardEstimate.of(loaded.config());
      List<String> cautions = loaded == null ? List.of() : cautions(loaded);
      out.println(Json.outcome(List.<Problem>of(), shards, cautions, reached, findings));
    } else {
      report(out, loaded, reached, findings);
    }
    boolean good =
        reached.stream().allMatch(result -> result.problem().isEmpty())
            && (findings == null || findings.stream().noneMatch(Finding::loses));
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private List<Finding> findings(Path configuration, @Nullable LoadedConfig loaded)
      throws FluentBitFileException {
    Map<String, String> environment = System.getenv();
    return FluentBitCheck.check(
        configuration,
        environment::get,
        version(environment),
        loaded == null ? WeirSide.unknown() : Agreed.of(loaded.config()));
  }

  private Optional<dev.weir.fluentbit.Version> version(Map<String, String> environment) {
    if (fluentBitVersion == null) {
      return dev.weir.fluentbit.Version.installed(environment.getOrDefault("PATH", ""));
    }
    try {
      return Optional.of(dev.weir.fluentbit.Version.parse(fluentBitVersion));
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--fluent-bit-version: " + e.getMessage(), e);
    }
  }

  private void report(
      PrintWriter out,
      @Nullable LoadedConfig loaded,
      List<Reached> reached,
      @Nullable List<Finding> findings) {
    if (findings != null) {
      findings.forEach(out::println);
      if (findings.isEmpty()) {
        out.println(fluentBit + ": nothing in it loses data");
      }
    }
    if (loaded != null && print) {
      out.print(loaded.effective());
      // What is printed can be kept as a file; what is wrong is said beside it.
      reached.stream()
          .filter(result -> result.problem().isPresent())
          .forEach(result -> spec.commandLine().getErr().println(line(result)));
    } else if (loaded != null) {
      out.println(file + ": no problem in the configuration");
      ShardEstimate shards = ShardEstimate.of(loaded.config());
      if (!shards.byType().isEmpty()) {
        out.println(shards(shards));
      }
      OwnIds.notes(loaded.config()).forEach(out::println);
      cautions(loaded).forEach(caution -> out.println("CAUTION: " + caution));
      for (Reached result : reached) {
        out.println(line(result));
      }
    }
  }

  private List<String> cautions(LoadedConfig loaded) {
    return Cautions.of(loaded.config(), fluentBit != null, offline);
  }

  private static String line(Reached result) {
    return result.what() + ": " + result.problem().map(p -> "PROBLEM: " + p).orElse(result.good());
  }

  /** A line on the shards of the types that are named. */
  private static String shards(ShardEstimate estimate) {
    String byType =
        estimate.byType().entrySet().stream()
            .map(type -> "%s %,d".formatted(type.getKey(), type.getValue()))
            .collect(Collectors.joining(", "));
    String kept = String.join(", ", estimate.keptForEver());
    return "at most %,d shards with their copies: %s%s; OpenSearch allows %,d on a node"
        .formatted(
            estimate.total(),
            byType,
            kept.isEmpty() ? "" : " (counted with one year, as it has no retention: " + kept + ")",
            ShardEstimate.OF_A_NODE);
  }
}
