package dev.weir.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.daemon.RuleCatalog;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.text.SafeText;
import dev.weir.yaml.InvalidFileException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir rules list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Lists the rules that records are held against.",
      "Each line has id, level, status, title, logsource, and the types of logs it is for."
    },
    footer = "%nExit codes: 0 listed, 1 some rules are refused, 2 wrong usage or configuration.")
final class RulesListCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Mixin private RuleChoice choice = new RuleChoice();
  @Mixin private RuleSieve sieve = new RuleSieve();

  @Option(names = "--json", description = "Print one JSON object for each rule, on one line.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException, WrongUsageException {
    RuleCatalog catalog = choice.read();
    List<Rule> rules = sieve.take(catalog);
    PrintWriter out = spec.commandLine().getOut();
    for (Rule rule : rules) {
      out.println(
          json ? json(rule, catalog.types(rule)) : SafeText.of(line(rule, catalog.types(rule))));
    }
    if (!json) {
      out.println("%,d of %,d rules".formatted(rules.size(), catalog.rules().size()));
    }
    for (Refusal refusal : catalog.refused()) {
      spec.commandLine().getErr().println(SafeText.of("refused: " + refusal));
    }
    return catalog.refused().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static String line(Rule rule, List<String> types) {
    return "%-36s  %-13s  %-12s  %s (%s) for %s"
        .formatted(
            rule.id(),
            rule.level().text(),
            rule.status().name().toLowerCase(Locale.ROOT),
            rule.title(),
            rule.source(),
            String.join(", ", types));
  }

  private static ObjectNode json(Rule rule, List<String> types) {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", rule.id()).put("title", rule.title()).put("level", rule.level().text());
    line.put("status", rule.status().name().toLowerCase(Locale.ROOT));
    ObjectNode source = line.putObject("logsource");
    put(source, "category", rule.source().category());
    put(source, "product", rule.source().product());
    put(source, "service", rule.source().service());
    add(line.putArray("types"), types);
    add(line.putArray("tags"), rule.tags());
    line.put("file", rule.place().file()).put("line", rule.place().line());
    return line;
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static void add(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
