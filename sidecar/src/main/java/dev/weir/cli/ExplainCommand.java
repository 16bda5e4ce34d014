package dev.weir.cli;

import dev.weir.daemon.Explain;
import dev.weir.daemon.ExplainedPlace;
import dev.weir.rule.TraceChoice;
import dev.weir.text.SafeText;
import dev.weir.type.LogType;
import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir explain}: what becomes of the records of a file. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Shows what becomes of each record: its type, its fields, its flags, its index and id.",
      "A file is any S3 object's content, compressed or not. Nothing is sent anywhere.",
      "The text begins with a summary of all records by type and outcome.",
      "The configuration is read without its secrets, if they are not there."
    },
    footer =
        "%nExit codes: 0 each record would be indexed or filtered, 1 some would not be understood,"
            + " or there is no record at all, 2 wrong usage or configuration, or a file cannot be"
            + " read. They cover all records, printed or not.")
final class ExplainCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  /** As many records as somebody reads; programs read all. */
  private static final long LIMIT_OF_TEXT = 20;

  private static final Pattern S3_URI = Pattern.compile("s3://([^/]+)/(.+)", Pattern.DOTALL);

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "The files, or folders of such; - is the standard input.")
  private List<String> files = List.of();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration, weir.yaml, for its types, flags, filters and enrichment.")
  private @Nullable Path config;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Take the records for these, such as aws.vpcflow.")
  private @Nullable String type;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The key that the object has in S3, or s3://bucket/key, for what it tells; else the"
              + " file's path.")
  private @Nullable String key;

  @Option(
      names = "--last-modified",
      paramLabel = "TIME",
      description = "When the object was written, such as 2026-11-21T02:10:49Z; else the file's.")
  private @Nullable Instant lastModified;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Print at most N records, 0 for the summary alone; 20 if not given, with --json all.")
  private @Nullable Long limit;

  @Mixin private ExplainedRules rules = new ExplainedRules();

  @Option(names = "--json", description = "Print one JSON object for each record, on one line.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call()
      throws InvalidFileException, WrongUsageException, IOException, InterruptedException {
    if (limit != null && limit < 0) {
      throw new WrongUsageException("--limit is 0 or more.");
    }
    Explain explain = new Explain(rules.of(ConfigOrDefaults.load(config)));
    TraceChoice traces = rules.choice(explain);
    LogType known = type == null ? null : NamedType.of(type, explain.types());
    explain
        .lists()
        .forEach(
            (name, problem) ->
                problem.ifPresent(
                    why -> warn("list " + name + " is not there, nothing is found in it: " + why)));
    explain.refused().forEach(refusal -> warn("rule refused: " + refusal));
    explain
        .unread(place(""))
        .ifPresent(why -> warn(key + ": Weir would not read this object: " + why));
    try (Explained explained = explained(explain, traces)) {
      for (String file : files) {
        List<String> below = below(file);
        if (below.isEmpty()) {
          warn(file + ": no files are in this folder");
        }
        for (String each : below) {
          explained.file(each.equals(STDIN) ? "stdin" : each);
          explain(explain, known, each, explained);
          spec.commandLine().getOut().flush();
        }
      }
      explained.end();
      return explained.exitCode();
    }
  }

  private Explained explained(Explain explain, TraceChoice traces) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    long most = limit != null ? limit : json ? Long.MAX_VALUE : LIMIT_OF_TEXT;
    return json
        ? new ExplainedLines(out, err, explain.flagNames(), most, traces)
        : new ExplainedText(out, err, explain.flagNames(), explain.types(), most, traces);
  }

  /** The files of a folder in the order of their names; a file itself. */
  private static List<String> below(String file) throws IOException {
    if (file.equals(STDIN) || !Files.isDirectory(Path.of(file))) {
      return List.of(file);
    }
    try (Stream<Path> files = Files.walk(Path.of(file))) {
      return files.filter(Files::isRegularFile).sorted().map(Path::toString).toList();
    }
  }

  private void explain(Explain explain, @Nullable LogType known, String file, Explained explained)
      throws InterruptedException {
    try {
      if (file.equals(STDIN)) {
        try (Spool spool = Spool.open()) {
          System.in.transferTo(spool.out());
          long size = spool.bytes();
          Instant written = lastModified == null ? Instant.now() : lastModified;
          explain.object(place("stdin"), written, known, spool.in(), size, explained);
        }
        return;
      }
      Path path = Path.of(file);
      Instant written =
          lastModified == null ? Files.getLastModifiedTime(path).toInstant() : lastModified;
      try (InputStream bytes = Files.newInputStream(path)) {
        explain.object(place(file), written, known, bytes, Files.size(path), explained);
      }
    } catch (IOException e) {
      explained.unreadable(e);
    }
  }

  private ExplainedPlace place(String file) {
    if (key == null) {
      return new ExplainedPlace(null, file, ExplainedPlace.NO_VERSION, true);
    }
    Matcher uri = S3_URI.matcher(key);
    return uri.matches()
        ? new ExplainedPlace(uri.group(1), uri.group(2), ExplainedPlace.NO_VERSION, false)
        : new ExplainedPlace(null, key, ExplainedPlace.NO_VERSION, false);
  }

  private void warn(String message) {
    spec.commandLine().getErr().println(SafeText.of(message));
  }
}
