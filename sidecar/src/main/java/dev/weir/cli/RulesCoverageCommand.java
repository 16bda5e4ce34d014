package dev.weir.cli;

import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir rules coverage}. */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Writes which techniques of MITRE ATT&CK the rules are for, as a layer of the ATT&CK"
          + " Navigator.",
      "The score of a technique is the number of rules with its tag."
    },
    footer =
        "%nExit codes: 0 written, 1 the file cannot be written, 2 wrong usage or configuration.")
final class RulesCoverageCommand implements Callable<Integer> {
  @Mixin private RuleChoice choice = new RuleChoice();
  @Mixin private RuleSieve sieve = new RuleSieve();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The file to write; else the standard output.")
  private @Nullable Path output;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException, WrongUsageException, IOException {
    NavigatorLayer layer = NavigatorLayer.of(sieve.take(choice.read()));
    if (output == null) {
      spec.commandLine().getOut().println(layer.json());
    } else {
      Path unused = Files.writeString(output, layer.json() + "\n");
      spec.commandLine()
          .getErr()
          .println(
              "%d techniques; open %s in the ATT&CK Navigator".formatted(layer.size(), output));
    }
    return CommandLine.ExitCode.OK;
  }
}
