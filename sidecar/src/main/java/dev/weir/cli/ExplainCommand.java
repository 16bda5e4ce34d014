package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.weir.account.ObjectVersion;
import dev.weir.config.ConfigFile;
import dev.weir.config.WeirConfig;
import dev.weir.daemon.Explain;
import dev.weir.pipeline.Explanation;
import dev.weir.type.LogType;
import dev.weir.yaml.InvalidFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
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

  private static final JsonMapper JSON = new JsonMapper();

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
      description = "The key that the object has in S3, for what it tells; else the file's path.")
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

  private boolean understood = true;

  @Override
  public Integer call() throws InvalidFileException, IOException, InterruptedException {
    Explain explain = new Explain(configuration());
    LogType known = type == null ? null : explain.type(type);
    if (type != null && known == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "No type '" + type + "'; it needs a place under types");
    }
    for (String file : files) {
      for (String each : below(file)) {
        explain(explain, known, each);
      }
    }
    return understood ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
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

  private void explain(Explain explain, @Nullable LogType known, String file)
      throws IOException, InterruptedException {
    if (file.equals("-")) {
      byte[] content = System.in.readAllBytes();
      Instant written = lastModified == null ? Instant.now() : lastModified;
      try (InputStream bytes = new ByteArrayInputStream(content)) {
        explain(explain, known, "stdin", written, bytes, content.length);
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
      explain(explain, known, file, written, bytes, Files.size(path));
    }
  }

  private void explain(
      Explain explain,
      @Nullable LogType known,
      String file,
      Instant written,
      InputStream bytes,
      long totalBytes)
      throws IOException, InterruptedException {
    ObjectVersion object = new ObjectVersion("explain", key == null ? file : key, "1");
    PrintWriter out = spec.commandLine().getOut();
    String skipped =
        explain.object(
            object,
            written,
            known,
            bytes,
            totalBytes,
            each -> print(out, each, explain.flagNames()));
    if (skipped != null) {
      spec.commandLine().getErr().println(file + ": objects of this key are not read: " + skipped);
    }
    out.flush();
  }

  private void print(PrintWriter out, Explanation each, Set<String> flagNames) {
    understood &=
        each.outcome() == Explanation.Outcome.INDEXED
            || each.outcome() == Explanation.Outcome.FILTERED;
    ObjectNode line = JSON.createObjectNode();
    line.put("type", each.type());
    line.put("outcome", each.outcome().name().toLowerCase(Locale.ROOT));
    line.put("reason", each.reason());
    line.put("index", each.index());
    line.put("id", each.id());
    try {
      JsonNode document = each.document().isEmpty() ? null : JSON.readTree(each.document());
      ObjectNode flags = line.putObject("flags");
      if (document != null) {
        flagNames.stream()
            .sorted()
            .filter(document::has)
            .forEach(flag -> flags.set(flag, document.get(flag)));
      }
      line.putArray("rules");
      if (document != null && json) {
        // As it is: a reader's numbers could differ from those that are sent.
        line.putRawValue("document", new RawValue(each.document()));
      } else {
        line.set("document", document);
      }
      out.println(
          json
              ? JSON.writeValueAsString(line)
              : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is written is JSON", e);
    }
  }
}
