package dev.weir.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in for a command of the test modules where those are not at hand. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    hidden = true,
    description = "Needs a source checkout.")
final class CheckoutCommand implements Callable<Integer> {
  private final String name;
  @Unmatched private List<String> ignored = new ArrayList<>();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  CheckoutCommand(String name) {
    this.name = name;
  }

  @Override
  public Integer call() {
    ignored.clear();
    spec.commandLine()
        .getErr()
        .printf(
            "weir: '%s' is not part of an installation: run ./weir %s in a source checkout%n",
            name, name);
    return CommandLine.ExitCode.USAGE;
  }
}
