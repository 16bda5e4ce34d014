package dev.weir.cli;

import dev.weir.text.SafeText;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts the commands together. */
public final class WeirCommandLine {
  private static final List<String> OF_A_CHECKOUT = List.of("demo", "bench", "faults", "package");

  private WeirCommandLine() {}

  /**
   * The command line, ready to execute. Its exit codes: 0 done, 1 it ran and found a problem, 2
   * wrong usage or configuration.
   *
   * @param daemons what {@code run} and {@code check} use
   * @param providers further commands
   * @param signal what stops {@code run}
   */
  public static CommandLine create(
      DaemonFactory daemons, Iterable<CommandProvider> providers, StopSignal signal) {
    Map<String, CommandLine> commands = new TreeMap<>();
    for (String name : OF_A_CHECKOUT) {
      commands.put(name, new CommandLine(new CheckoutCommand(name)));
    }
    for (Object command :
        List.of(
            new RunCommand(daemons, signal),
            new CheckCommand(daemons),
            new StatusCommand(),
            new BackfillCommand(),
            new LettersCommand(),
            new AlertsCommand(),
            new RulesCommand(),
            new ReplayCommand(),
            new ExplainCommand(),
            new TypesCommand(),
            new NewKeyCommand(),
            new GenerateCommand())) {
      add(commands, command);
    }
    providers.forEach(provider -> add(commands, provider.command()));
    CommandLine weir = new CommandLine(new RootCommand());
    commands.forEach(weir::addSubcommand);
    weir.setCaseInsensitiveEnumValuesAllowed(true);
    weir.setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, command));
    CommandLine.IParameterExceptionHandler usual = weir.getParameterExceptionHandler();
    weir.setParameterExceptionHandler(
        (exception, args) ->
            isUnknownCommand(exception, weir)
                ? unknownCommand(exception, commands.keySet())
                : usual.handleParseException(exception, args));
    return weir;
  }

  /** The command line of an installation, to describe. */
  public static CommandLine installed() {
    return create(new WiredDaemons(), List.of(), new ShutdownSignal());
  }

  private static boolean isUnknownCommand(ParameterException exception, CommandLine weir) {
    return exception instanceof UnmatchedArgumentException unmatched
        && exception.getCommandLine() == weir
        && !unmatched.getUnmatched().isEmpty()
        && !unmatched.getUnmatched().getFirst().startsWith("-");
  }

  /** Names the command that is meant, if one is near: three that share a letter help nobody. */
  private static int unknownCommand(ParameterException exception, Set<String> commands) {
    String given = ((UnmatchedArgumentException) exception).getUnmatched().getFirst();
    String meant =
        Spelling.nearest(given, commands).map("; did you mean weir %s?"::formatted).orElse(".");
    exception
        .getCommandLine()
        .getErr()
        .println(
            "weir: there is no command '%s'%s weir --help lists all of them."
                .formatted(SafeText.of(given), meant));
    return CommandLine.ExitCode.USAGE;
  }

  private static void add(Map<String, CommandLine> commands, Object command) {
    CommandLine line = new CommandLine(command);
    commands.put(line.getCommandName(), line);
  }

  private static int failed(Exception exception, CommandLine command) {
    if (exception instanceof InvalidFileException config) {
      config
          .problems()
          .forEach(problem -> command.getErr().println(config.file() + ": " + problem));
      return CommandLine.ExitCode.USAGE;
    }
    if (exception instanceof WrongUsageException usage) {
      command.getErr().println("weir: " + usage.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    if (exception instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    String message = exception.getMessage();
    command
        .getErr()
        .println("weir: " + (message == null ? exception.getClass().getSimpleName() : message));
    if (System.getenv("WEIR_DEBUG") != null) {
      exception.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
