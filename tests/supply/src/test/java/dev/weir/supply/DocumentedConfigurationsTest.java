package dev.weir.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.config.ConfigFile;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Configurations in pages are read by the code that reads the user's. */
class DocumentedConfigurationsTest {
  private static final Pattern TOP = Pattern.compile("^([a-z_]+):", Pattern.MULTILINE);
  private static final Set<String> SECTIONS =
      Set.of(
          "host",
          "fleet_key",
          "source",
          "forward",
          "opensearch",
          "dead_letters",
          "types",
          "flags",
          "enrich",
          "filter",
          "rules",
          "alerts",
          "metrics",
          "control",
          "shutdown");

  /** What parts of a configuration may have wrong: that the rest is not there. */
  private static final Pattern LACK =
      Pattern.compile("nothing|no \\w+|neither .*|a source without .*");

  private static final String FILE_OF_THE_READER = "a file that can be read";

  @Test
  void wholeConfigurationsHaveNoProblem() throws Exception {
    List<CodeBlock> whole =
        configurations().stream()
            .filter(block -> keys(block).containsAll(Set.of("source", "forward", "opensearch")))
            .toList();

    List<String> wrong = new ArrayList<>();
    for (CodeBlock block : whole) {
      problems(block).forEach(problem -> wrong.add(block.where() + ": " + problem));
    }

    assertFalse(whole.isEmpty(), "none found: the test looks in the wrong place");
    assertEquals(List.of(), wrong);
  }

  @Test
  void partsOfConfigurationsHoldKeysAndValuesThatThereAre() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (CodeBlock block : configurations()) {
      problems(block).stream()
          .filter(problem -> !LACK.matcher(problem.given()).matches())
          .filter(problem -> !problem.expected().equals(FILE_OF_THE_READER))
          .forEach(problem -> wrong.add(block.where() + ": " + problem));
    }

    assertEquals(List.of(), wrong);
  }

  private static List<CodeBlock> configurations() throws Exception {
    return CodeBlock.ofAllPages().stream()
        .filter(block -> block.language().equals("yaml"))
        .filter(block -> !keys(block).isEmpty() && SECTIONS.containsAll(keys(block)))
        .toList();
  }

  private static Set<String> keys(CodeBlock block) {
    return TOP.matcher(block.text())
        .results()
        .map((MatchResult key) -> key.group(1))
        .collect(Collectors.toSet());
  }

  private static List<Problem> problems(CodeBlock block) {
    try {
      ConfigFile.forThisProcess().withoutSecrets().parse(block.where(), block.text());
      return List.of();
    } catch (InvalidFileException e) {
      return e.problems();
    }
  }
}
