package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.daemon.Explain;
import dev.weir.rule.Refusal;
import dev.weir.text.SafeText;
import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir rules test}: holds rules against the records of their tests. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs the tests of detection rules: all files NAME.test.yml in the folders.",
      "The rules are those in the folders and those that ship, whatever the configuration selects.",
      "Nothing is sent anywhere."
    },
    footer =
        "%nExit codes: 0 all tests passed, 1 some failed, 2 wrong usage or configuration, or a test"
            + " cannot be run.")
final class RulesTestCommand implements Callable<Integer> {
  /** No rule needs more; a file of this size takes seconds to read. */
  private static final long MOST_BYTES = 16 << 20;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "The folders with rules and their tests.")
  private List<Path> folders = List.of();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration, weir.yaml, for its types, flags, enrichment, placeholders.")
  private @Nullable Path config;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the results to this file too, as JUnit XML.")
  private @Nullable Path junit;

  @Option(names = "--json", description = "Print one JSON object for each test, on one line.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call()
      throws InvalidFileException, WrongUsageException, IOException, InterruptedException {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new WrongUsageException(
            Files.exists(folder)
                ? folder + " is a file: name the folder that holds the rules and their tests."
                : "there is no folder " + folder + ".");
      }
    }
    List<Path> files = testFiles();
    if (files.isEmpty()) {
      throw new WrongUsageException(
          "no file in these folders ends in .test.yml: write tests beside the rules.");
    }
    Explain explain = Explain.withRulesIn(folders, ConfigOrDefaults.load(config));
    List<Refusal> refused = new ArrayList<>(explain.refused());
    refused.addAll(explain.unserved());
    List<RuleCaseResult> results = run(new RuleTrial(explain), files, refused);
    for (Refusal refusal : refused) {
      spec.commandLine().getErr().println(SafeText.of(refusal.toString()));
    }
    if (junit != null) {
      write(junit, results);
    }
    print(results);
    boolean broken = results.stream().anyMatch(result -> result.problem() != null);
    if (broken || !refused.isEmpty()) {
      return CommandLine.ExitCode.USAGE;
    }
    return results.stream().allMatch(RuleCaseResult::isPassed)
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private static List<RuleCaseResult> run(RuleTrial trial, List<Path> files, List<Refusal> refused)
      throws IOException, InterruptedException {
    List<RuleCaseResult> results = new ArrayList<>();
    for (Path path : files) {
      if (Files.size(path) > MOST_BYTES) {
        throw new IOException(path + " is longer than " + (MOST_BYTES >> 20) + " MiB");
      }
      RuleCaseFile file = RuleCaseFile.read(path);
      refused.addAll(file.refused());
      for (RuleCase each : file.cases()) {
        results.add(trial.run(each));
      }
    }
    return results;
  }

  /** In the order of their names; links are not followed. */
  private List<Path> testFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> below = Files.walk(folder)) {
        below
            .filter(
                file ->
                    file.toString().endsWith(".test.yml") || file.toString().endsWith(".test.yaml"))
            .filter(Files::isRegularFile)
            .sorted()
            .forEach(files::add);
      }
    }
    return files.stream().distinct().toList();
  }

  private static void write(Path file, List<RuleCaseResult> results) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      JunitReport.write(results, out);
    } catch (XMLStreamException e) {
      throw new IOException("the report cannot be written to " + file + ": " + e.getMessage(), e);
    }
  }

  private void print(List<RuleCaseResult> results) throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      for (RuleCaseResult result : results) {
        out.println(json(result));
      }
      return;
    }
    long failed = 0;
    long broken = 0;
    for (RuleCaseResult result : results) {
      if (!result.isPassed()) {
        out.println(SafeText.of(result.text()));
        failed += result.problem() == null ? 1 : 0;
        broken += result.problem() == null ? 0 : 1;
      }
    }
    out.println(
        "%d tests: %d passed, %d failed, %d cannot be run"
            .formatted(results.size(), results.size() - failed - broken, failed, broken));
  }

  private static String json(RuleCaseResult result) throws JsonProcessingException {
    RuleCase tested = result.tested();
    ObjectNode line = Explained.JSON.createObjectNode();
    line.put("file", tested.place().file());
    line.put("line", tested.place().line());
    line.put("rule", tested.rule());
    line.put("title", result.rule());
    line.put("type", tested.type());
    line.put("expected", tested.match());
    ArrayNode matched = line.putArray("matched");
    result.matched().forEach(matched::add);
    line.put(
        "outcome", result.problem() != null ? "broken" : result.isPassed() ? "passed" : "failed");
    line.put("problem", result.problem());
    return Explained.JSON.writeValueAsString(line);
  }
}
