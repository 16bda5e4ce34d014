package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.control.ControlClient;
import dev.weir.proto.v1.CloseLettersReply;
import dev.weir.proto.v1.LettersRequest;
import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir letters close}. */
@Command(
    name = "close",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Marks open dead letters as closed: a replay passes over them, and so does a list of the open"
          + " ones. They stay in weir-dead-letters."
    },
    footer =
        "%nExit codes: 0 done, 1 some are not open or OpenSearch failed it, 2 wrong usage, or no"
            + " daemon answers.")
final class LettersCloseCommand implements Callable<Integer> {
  @ArgGroup private DaemonSocket where = new DaemonSocket();
  @Mixin private LetterSelection selection = new LetterSelection();

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "As `weir letters list` says.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "All that are open.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only say how many there are; change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print how it ended as one JSON object on one line.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException {
    if (names.isEmpty() && selection.isEmpty() && !all) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "which ones? NAME, --reason, --type, --object, --since, or --all");
    }
    if (!names.isEmpty() && (all || !selection.isEmpty())) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "give either names, or --reason, --type, --object, --since or --all, not both");
    }
    LettersRequest request = selection.request().addAllNames(names).setDryRun(dryRun).build();
    return where.ask(
        spec,
        socket -> {
          CloseLettersReply end = ControlClient.closeLetters(socket, request);
          spec.commandLine()
              .getOut()
              .println(
                  json
                      ? json(end)
                      : end.getSelected()
                          + " open dead letters selected, "
                          + end.getClosed()
                          + " closed"
                          + (dryRun ? " (dry run)" : ""));
          long missing = Math.max(0, names.size() - end.getSelected());
          boolean done = missing == 0 && (dryRun || end.getClosed() == end.getSelected());
          return done ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        });
  }

  private String json(CloseLettersReply end) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.writeStartObject();
      out.writeBooleanField("dry_run", dryRun);
      out.writeNumberField("selected", end.getSelected());
      out.writeNumberField("closed", end.getClosed());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
