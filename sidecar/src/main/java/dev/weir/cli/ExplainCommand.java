package dev.weir.cli;

import dev.weir.account.ObjectVersion;
import dev.weir.config.ConfigFile;
import dev.weir.config.WeirConfig;
import dev.weir.daemon.Explain;
import dev.weir.daemon.ExplainListener;
import dev.weir.type.LogType;
import dev.weir.yaml.InvalidFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
      "A file is any S3 object's content, compressed or not. Nothing is sent anywhere."
    },
    footer =
        "%nExit codes: 0 each record would be indexed or filtered, 1 some would not be understood,"
            + " 2 wrong usage or configuration.")
final class ExplainCommand implements Callable<Integer> {
  /** Without a configuration that which ships holds; these two it cannot do without. */
  private static final String DEFAULTS =
      """
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: 'http://127.0.0.1:9200' }
      """;

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

  @Option(names = "--json", description = "Print one JSON object for each record, on one line.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException, IOException, InterruptedException {
    Explain explain = new Explain(configuration(), !json);
    LogType known = type == null ? null : explain.type(type);
    if (type != null && known == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "No type '" + type + "'; it needs a place under types");
    }
    explain
        .lists()
        .forEach(
            (name, problem) ->
                problem.ifPresent(
                    why -> warn("list " + name + " is not there, nothing is found in it: " + why)));
    Explained explained =
        json
            ? new ExplainedLines(spec.commandLine().getOut(), explain.flagNames())
            : new ExplainedText(spec.commandLine().getOut(), explain.flagNames());
    for (String file : files) {
      for (String each : below(file)) {
        explained.file(each);
        explain(explain, known, each, explained);
        spec.commandLine().getOut().flush();
      }
    }
    return explained.isUnderstood() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private WeirConfig configuration() throws InvalidFileException {
    ConfigFile reader = ConfigFile.forThisProcess();
    return (config == null ? reader.parse("defaults", DEFAULTS) : reader.load(config)).config();
  }

  /** The files of a folder in the order of their names; a file itself. */
  private static List<String> below(String file) throws IOException {
    if (file.equals("-") || !Files.isDirectory(Path.of(file))) {
      return List.of(file);
    }
    try (Stream<Path> files = Files.walk(Path.of(file))) {
      return files.filter(Files::isRegularFile).sorted().map(Path::toString).toList();
    }
  }

  private void explain(
      Explain explain, @Nullable LogType known, String file, ExplainListener listener)
      throws IOException, InterruptedException {
    if (file.equals("-")) {
      byte[] content = System.in.readAllBytes();
      Instant written = lastModified == null ? Instant.now() : lastModified;
      try (InputStream bytes = new ByteArrayInputStream(content)) {
        explain(explain, known, "stdin", written, bytes, content.length, listener);
      }
      return;
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "No file that can be read: " + file);
    }
    Instant written =
        lastModified == null ? Files.getLastModifiedTime(path).toInstant() : lastModified;
    try (InputStream bytes = Files.newInputStream(path)) {
      explain(explain, known, file, written, bytes, Files.size(path), listener);
    }
  }

  private void explain(
      Explain explain,
      @Nullable LogType known,
      String file,
      Instant written,
      InputStream bytes,
      long totalBytes,
      ExplainListener listener)
      throws IOException, InterruptedException {
    String skipped = explain.object(object(file), written, known, bytes, totalBytes, listener);
    if (skipped != null) {
      warn(file + ": objects of this key are not read: " + skipped);
    }
  }

  private ObjectVersion object(String file) {
    Matcher uri = S3_URI.matcher(key == null ? "" : key);
    return uri.matches()
        ? new ObjectVersion(uri.group(1), uri.group(2), "1")
        : new ObjectVersion("explain", key == null ? file : key, "1");
  }

  private void warn(String message) {
    spec.commandLine().getErr().println(message);
  }
}
