package dev.weir.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** {@code docs/weir.schema.json} takes what the reader takes. */
class ConfigSchemaTest {
  private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\n(.*?)\"\"\"", Pattern.DOTALL);

  @Test
  void theFilesThatShipFit() throws IOException {
    SchemaCheck schema = schema();
    List<Path> files = new ArrayList<>(List.of(Path.of("weir.example.yaml")));
    try (Stream<Path> examples = Files.list(Path.of("examples"))) {
      examples.filter(file -> file.toString().endsWith(".yaml")).forEach(files::add);
    }

    List<String> problems = new ArrayList<>();
    for (Path file : files) {
      schema.problems(Files.readString(file)).forEach(each -> problems.add(file + ": " + each));
    }

    assertTrue(files.size() > 1, "no examples: the test looks in the wrong place");
    assertEquals(List.of(), problems);
  }

  @Test
  void whatTheReaderTakesInTestsFits() throws IOException {
    SchemaCheck schema = schema();
    List<String> taken = textBlocks().stream().filter(ConfigSchemaTest::isTaken).toList();

    List<String> problems = new ArrayList<>();
    for (String text : taken) {
      schema.problems(text).forEach(each -> problems.add(each + "\n" + text));
    }

    assertTrue(taken.size() > 20, () -> taken.size() + " configurations in tests");
    assertEquals(List.of(), problems);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sorce: {}",
        "source: { windw: 1MiB }",
        "source: { window: much }",
        "source: { objects_at_once: 300 }",
        "source: { settle: kafka }",
        "source: { buckets: { name: logs } }",
        "source: { buckets: [{ name: logs, after: { action: burn } }] }",
        "source: { accounts: ['12'] }",
        "types: { app.door: { retention: for ever } }",
        "types: { app.door: { fields: { stage: words } } }",
        "flags: [{ one: { name: a b } }]",
        "opensearch: { gzip: perhaps }",
      })
  void aWrongFileDoesNot(String text) throws IOException {
    assertFalse(schema().problems(text).isEmpty());
  }

  @Test
  void theEnvironmentMayStandForEachValue() throws IOException {
    String text =
        """
        source:
          window: ${WINDOW}
          objects_at_once: ${AT_ONCE:-4}
          settle: ${SETTLE}
          accounts: ["${ACCOUNT}"]
        opensearch:
          gzip: ${GZIP}
        """;

    assertEquals(List.of(), schema().problems(text));
  }

  private static SchemaCheck schema() throws IOException {
    return SchemaCheck.by(Path.of("..", "docs", "weir.schema.json"));
  }

  private static List<String> textBlocks() throws IOException {
    List<String> blocks = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Path.of("src", "test", "java"))) {
      for (Path source : sources.filter(each -> each.toString().endsWith(".java")).toList()) {
        TEXT_BLOCK
            .matcher(Files.readString(source))
            .results()
            .map((MatchResult block) -> block.group(1).stripIndent())
            .filter(text -> text.matches("(?s)[a-z_]+:.*"))
            .forEach(blocks::add);
      }
    }
    return blocks;
  }

  private static boolean isTaken(String text) {
    try {
      LoadedConfig read = ConfigFile.forThisProcess().withoutSecrets().parse("test", text);
      return read.config() != null;
    } catch (InvalidFileException | YamlEngineException e) {
      return false;
    }
  }
}
