package dev.weir.cli;

import dev.weir.control.ControlClient;
import dev.weir.proto.v1.Letter;
import dev.weir.proto.v1.LettersRequest;
import dev.weir.yaml.InvalidFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir letters list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists dead letters, the newest first; 100 of them unless --limit says more.",
    footer = "%nExit codes: 0 listed, 1 OpenSearch failed it, 2 wrong usage, or no daemon answers.")
final class LettersListCommand implements Callable<Integer> {
  @ArgGroup private DaemonSocket where = new DaemonSocket();
  @Mixin private LetterSelection selection = new LetterSelection();

  @Option(
      names = "--status",
      defaultValue = "open",
      description = "open (default), closed, replayed, resolved, or any.")
  private String status = "open";

  @Option(names = "--json", description = "Print each as one JSON object on a line of its own.")
  private boolean json;

  private long listed;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException {
    LettersRequest.Builder request = selection.request();
    if (!status.equals("any")) {
      request.setStatus(status);
    }
    return where.ask(
        spec,
        socket -> {
          ControlClient.letters(socket, request.build(), this::print);
          if (!json) {
            spec.commandLine()
                .getOut()
                .println(
                    listed == 0
                        ? "no such dead letters"
                        : listed + " dead letters; `weir letters show NAME` shows one");
          }
          return CommandLine.ExitCode.OK;
        });
  }

  private void print(Letter letter) {
    listed++;
    spec.commandLine()
        .getOut()
        .println(json ? LetterText.json(letter, false) : LetterText.line(letter));
  }
}
