package dev.weir.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.rule.Rule;
import dev.weir.sigma.SigmaFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The form of the rules that ship; their tests are in {@code cli}, on the way of explain. */
class ShippedRulesTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/weir/ruleset");

  private static final Path PAGE = Path.of("..", "docs", "rules.md");

  @Test
  void everyFileOfTheFolderIsListed() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertEquals(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.endsWith(".test.yml"))
              .sorted()
              .toList(),
          ShippedRules.NAMES);
    }
  }

  @Test
  void everyRuleSaysWhatAReaderOfItsAlertNeeds() throws Exception {
    Set<String> titles = new HashSet<>();
    Set<String> ids = new HashSet<>();
    List<Rule> rules = rules();
    for (Rule rule : rules) {
      assertEquals(rule.id(), UUID.fromString(rule.id()).toString(), rule.title());
      assertTrue(titles.add(rule.title()), () -> "twice: " + rule.title());
      assertTrue(ids.add(rule.id()), () -> "the id of another rule: " + rule.title());
      assertTrue(rule.description().endsWith("."), rule::title);
      assertFalse(rule.falsePositives().isEmpty(), rule::title);
    }
    assertFalse(rules.isEmpty());
  }

  @Test
  void thePageListsEveryRule() throws Exception {
    StringBuilder table =
        new StringBuilder("| title | level | logsource | id |\n|---|---|---|---|\n");
    for (Rule rule : rules()) {
      table.append(
          "| %s | %s | `%s` | `%s` |%n"
              .formatted(rule.title(), rule.level().text(), rule.source(), rule.id()));
    }
    String page = Files.readString(PAGE);
    int from = page.indexOf('\n', page.indexOf("<!-- shipped rules")) + 1;
    int to = page.indexOf("<!-- end of the shipped rules");
    String written = page.substring(0, from) + "\n" + table + "\n" + page.substring(to);

    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, written);
    }

    assertEquals(written, Files.readString(PAGE), "run this test with -Ddocs.write=true");
  }

  private static List<Rule> rules() throws Exception {
    List<Rule> rules = new ArrayList<>();
    for (String name : ShippedRules.NAMES) {
      byte[] bytes = new ShippedRules(any -> true).open(name).readAllBytes();
      SigmaFile file = SigmaFile.read(name, new String(bytes, StandardCharsets.UTF_8), Map.of());
      assertEquals(List.of(), file.refused());
      rules.addAll(file.rules());
    }
    return rules;
  }
}
