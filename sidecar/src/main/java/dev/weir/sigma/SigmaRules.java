package dev.weir.sigma;

import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of many files together, with their filters. Immutable.
 *
 * @param rules each with a different id
 * @param refused what is not in force, and why
 */
public record SigmaRules(List<Rule> rules, List<Refusal> refused) {
  public SigmaRules {
    rules = List.copyOf(rules);
    refused = List.copyOf(refused);
  }

  /** Joins files: a rule whose id another has is refused, and so is a filter without a rule. */
  public static SigmaRules of(Collection<SigmaFile> files) {
    List<Refusal> refused = new ArrayList<>();
    Map<String, Rule> byId = new HashMap<>();
    List<Rule> rules = new ArrayList<>();
    for (SigmaFile file : files) {
      refused.addAll(file.refused());
      for (Rule rule : file.rules()) {
        Rule other = byId.putIfAbsent(rule.id(), rule);
        if (other == null) {
          rules.add(rule);
        } else {
          refused.add(
              new Refusal(
                  rule.place(),
                  rule.title(),
                  "the id " + rule.id() + " is that of a rule in " + other.place()));
        }
      }
    }
    for (SigmaFile file : files) {
      for (RuleFilter filter : file.filters()) {
        boolean used = false;
        for (int i = 0; i < rules.size(); i++) {
          if (filter.isFor(rules.get(i))) {
            rules.set(i, rules.get(i).and(filter.expression()));
            used = true;
          }
        }
        if (!used) {
          refused.add(
              new Refusal(
                  filter.place(),
                  filter.title(),
                  "the filter is for no rule that is here: filter.rules takes ids and names of"
                      + " rules of its logsource"));
        }
      }
    }
    return new SigmaRules(rules, refused);
  }
}
