package dev.weir.cli;

import dev.weir.config.ConfigFile;
import dev.weir.daemon.LogTypesFrom;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.yaml.InvalidFileException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir types}: the types of logs that there are. */
@Command(
    name = "types",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Lists the types of logs.",
      "With a name, shows by what keys and what content a type is told, and its fields."
    },
    footer = "%nExit codes: 0 done, 2 no such type, or wrong usage or configuration.")
final class TypesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "A type, such as aws.vpcflow.")
  private @Nullable String name;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration, weir.yaml, for the types of your own.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Print one JSON object for each type, on one line.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException, WrongUsageException {
    LogTypes types = types();
    PrintWriter out = spec.commandLine().getOut();
    List<LogType> shown =
        name == null
            ? types.all().stream().sorted(Comparator.comparing(LogType::name)).toList()
            : List.of(NamedType.of(name, types));
    if (json) {
      shown.forEach(type -> out.println(TypeText.json(type)));
    } else if (name == null) {
      TypeText.list(shown).forEach(out::println);
    } else {
      TypeText.whole(shown.getFirst()).forEach(out::println);
    }
    return CommandLine.ExitCode.OK;
  }

  private LogTypes types() throws InvalidFileException {
    return config == null
        ? LogTypes.shipped()
        : LogTypesFrom.config(ConfigFile.forThisProcess().withoutSecrets().load(config).config());
  }
}
