package dev.weir.cli;

import dev.weir.control.ControlClient;
import dev.weir.proto.v1.Letter;
import dev.weir.proto.v1.LettersRequest;
import dev.weir.text.SafeText;
import dev.weir.yaml.InvalidFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir letters show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Shows dead letters with what was kept of their records, decoded.",
    footer =
        "%nExit codes: 0 shown, 1 one is not there or OpenSearch failed it, 2 wrong usage, or no"
            + " daemon answers.")
final class LettersShowCommand implements Callable<Integer> {
  @ArgGroup private DaemonSocket where = new DaemonSocket();

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "As `weir letters list` says.")
  private List<String> names = List.of();

  @Option(
      names = "--json",
      description = "Print each as one JSON object on a line: record, decoded, and body, Base64.")
  private boolean json;

  private final Set<String> shown = new HashSet<>();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException {
    return where.ask(
        spec,
        socket -> {
          ControlClient.letters(
              socket,
              LettersRequest.newBuilder().addAllNames(names).setBodies(true).build(),
              this::print);
          List<String> missing = names.stream().filter(name -> !shown.contains(name)).toList();
          if (!missing.isEmpty()) {
            spec.commandLine()
                .getErr()
                .println(
                    SafeText.of(
                        "weir: no dead letter is named "
                            + String.join(", ", missing)
                            + "; weir letters list names all of them"));
            return CommandLine.ExitCode.SOFTWARE;
          }
          return CommandLine.ExitCode.OK;
        });
  }

  private void print(Letter letter) {
    if (!shown.isEmpty() && !json) {
      spec.commandLine().getOut().println();
    }
    shown.add(letter.getName());
    spec.commandLine()
        .getOut()
        .print(json ? LetterText.json(letter, true) + "\n" : LetterText.all(letter));
  }
}
