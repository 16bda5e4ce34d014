package dev.weir.cli;

import dev.weir.config.WeirConfig;
import dev.weir.daemon.Explain;
import dev.weir.rule.Rule;
import dev.weir.rule.TraceChoice;
import dev.weir.ruleset.RuleOrigin;
import dev.weir.yaml.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Of which rules {@code weir explain} tells why they match a record or not. */
final class ExplainedRules {
  @Option(
      names = "--rules",
      paramLabel = "PLACE",
      description = {
        "Use the rules of this folder, file or s3://bucket/prefix/, and no others. Explain those"
            + " that match, and those of which a selection matches. May be given more than once."
      })
  private List<String> places = List.of();

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description = {
        "Explain the rule of this id with each record, also if the rule does not match. Without"
            + " --rules, it is a rule of the configuration or one that ships. May be given more"
            + " than once."
      })
  private List<String> ids = List.of();

  /** The configuration with the rules that are asked for. */
  WeirConfig of(WeirConfig config) throws WrongUsageException {
    if (places.isEmpty()) {
      return config;
    }
    List<RuleOrigin> origins = new ArrayList<>();
    for (String place : places) {
      origins.add(RuleChoice.origin(place));
    }
    return config.withRules(config.rules().at(origins));
  }

  /** What to tell, of the rules that were read. */
  TraceChoice choice(Explain explain) throws WrongUsageException {
    List<String> known = explain.rules().stream().map(Rule::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        String meant =
            Spelling.nearest(id, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; weir rules list shows the ids of rules.");
        throw new WrongUsageException("no rule in force has the id '" + id + "'" + meant);
      }
    }
    return new TraceChoice(!places.isEmpty() || !ids.isEmpty(), Set.copyOf(ids));
  }
}
