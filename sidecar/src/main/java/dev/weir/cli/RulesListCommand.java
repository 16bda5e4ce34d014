package dev.weir.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.daemon.RuleCatalog;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.ruleset.ExceptionSettings;
import dev.weir.text.SafeText;
import dev.weir.yaml.InvalidFileException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
      "Each line has id, level, status, title, logsource, and the types of logs it is for.",
      "Below a rule are the exceptions for it, and at the end those for all rules."
    },
    footer = "%nExit codes: 0 listed, 1 some rules are refused, 2 wrong usage or configuration.")
final class RulesListCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

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
      List<ExceptionSettings> exceptions =
          catalog.tuning().exceptions().stream().filter(each -> each.isFor(rule)).toList();
      if (json) {
        out.println(json(rule, catalog.types(rule), exceptions));
        continue;
      }
      out.println(SafeText.of(line(rule, catalog.types(rule))));
      exceptions.stream()
          .filter(each -> !each.isForAll())
          .forEach(each -> out.println(SafeText.of("    exception " + text(each))));
    }
    if (!json) {
      catalog.tuning().exceptions().stream()
          .filter(ExceptionSettings::isForAll)
          .forEach(each -> out.println(SafeText.of("exception for all rules " + text(each))));
      out.println("%,d of %,d rules".formatted(rules.size(), catalog.rules().size()));
    }
    for (String caution : catalog.cautions()) {
      spec.commandLine().getErr().println(SafeText.of("CAUTION: " + caution));
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

  private boolean holds(ExceptionSettings exception) {
    return exception.holdsOn(today);
  }

  private String text(ExceptionSettings exception) {
    return "%s %s, owner %s: %s"
        .formatted(
            holds(exception) ? "until" : "that ran out on",
            exception.until(),
            exception.owner(),
            exception.reason());
  }

  private ObjectNode json(Rule rule, List<String> types, List<ExceptionSettings> exceptions) {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", rule.id()).put("title", rule.title()).put("level", rule.level().text());
    line.put("status", rule.status().name().toLowerCase(Locale.ROOT));
    ObjectNode source = line.putObject("logsource");
    put(source, "category", rule.source().category());
    put(source, "product", rule.source().product());
    put(source, "service", rule.source().service());
    add(line.putArray("types"), types);
    add(line.putArray("tags"), rule.tags());
    ArrayNode array = line.putArray("exceptions");
    for (ExceptionSettings exception : exceptions) {
      array
          .addObject()
          .put("owner", exception.owner())
          .put("reason", exception.reason())
          .put("until", exception.until().toString())
          .put("holds", holds(exception));
    }
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
