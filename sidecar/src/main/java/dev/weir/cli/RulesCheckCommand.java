package dev.weir.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.daemon.RuleCatalog;
import dev.weir.rule.Refusal;
import dev.weir.text.SafeText;
import dev.weir.yaml.InvalidFileException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir rules check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Reads rules as the daemon does, and names each problem with its file and line.",
      "Rules for logs that no type serves are counted. They are no problem."
    },
    footer = "%nExit codes: 0 no rule is refused, 1 some are, 2 wrong usage or configuration.")
final class RulesCheckCommand implements Callable<Integer> {
  @Mixin private RuleChoice choice = new RuleChoice();

  @Option(names = "--json", description = "Print the outcome as one JSON object on one line.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException, WrongUsageException {
    RuleCatalog catalog = choice.read();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(catalog));
    } else {
      catalog.refused().forEach(refusal -> out.println(SafeText.of(refusal.toString())));
      catalog.cautions().forEach(caution -> out.println(SafeText.of("CAUTION: " + caution)));
      out.println(
          "%,d %s loaded, %,d refused, %,d for logs that no type serves"
              .formatted(
                  catalog.rules().size(),
                  catalog.rules().size() == 1 ? "rule" : "rules",
                  catalog.refused().size(),
                  catalog.unserved().size()));
    }
    return catalog.refused().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static ObjectNode json(RuleCatalog catalog) {
    ObjectNode outcome = new JsonMapper().createObjectNode();
    outcome.put("loaded", catalog.rules().size());
    outcome.put("unserved", catalog.unserved().size());
    ArrayNode refused = outcome.putArray("refused");
    for (Refusal refusal : catalog.refused()) {
      refused
          .addObject()
          .put("file", refusal.place().file())
          .put("line", refusal.place().line())
          .put("rule", refusal.rule())
          .put("reason", refusal.reason());
    }
    ArrayNode cautions = outcome.putArray("cautions");
    catalog.cautions().forEach(cautions::add);
    return outcome;
  }
}
