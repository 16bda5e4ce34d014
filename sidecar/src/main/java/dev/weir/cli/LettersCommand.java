package dev.weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir letters}: what became no document. */
@Command(
    name = "letters",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists, shows, closes and replays dead letters: records that became no document.",
    subcommands = {
      LettersListCommand.class,
      LettersShowCommand.class,
      LettersCloseCommand.class,
      ReplayCommand.class
    })
final class LettersCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getErr().println("weir: which command of letters?");
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
