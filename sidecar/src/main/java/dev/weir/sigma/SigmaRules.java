package dev.weir.sigma;

import dev.weir.rule.Expression;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of many files together, with their filters. Immutable.
 *
 * @param rules each with a different id
 * @param refused what is not in force, and why
 */
public record SigmaRules(List<Rule> rules, List<Refusal> refused) {
  /** Each filter of a rule takes room and time with the rule. */
  private static final int MOST_USES = 100_000;

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
    return new SigmaRules(filtered(rules, files, refused), refused);
  }

  /** Each rule with its filters. A filter that is for none, or for too many, is refused. */
  private static List<Rule> filtered(
      List<Rule> rules, Collection<SigmaFile> files, List<Refusal> refused) {
    IdentityHashMap<Rule, List<Expression>> filters = new IdentityHashMap<>();
    int uses = 0;
    for (SigmaFile file : files) {
      for (RuleFilter filter : file.filters()) {
        List<Rule> its = rules.stream().filter(filter::isFor).toList();
        uses += its.size();
        if (its.isEmpty()) {
          refuse(
              filter,
              "the filter is for no rule that is here: filter.rules takes ids and names of rules of"
                  + " its logsource",
              refused);
        } else if (uses > MOST_USES) {
          uses -= its.size();
          refuse(
              filter,
              "all filters together are for more than "
                  + MOST_USES
                  + " rules, each counted for each filter; name the rules of filters, or join"
                  + " filters",
              refused);
        } else {
          its.forEach(
              rule ->
                  filters
                      .computeIfAbsent(rule, first -> new ArrayList<>())
                      .add(filter.expression()));
        }
      }
    }
    return rules.stream().map(rule -> rule.and(filters.getOrDefault(rule, List.of()))).toList();
  }

  private static void refuse(RuleFilter filter, String reason, List<Refusal> refused) {
    refused.add(new Refusal(filter.place(), filter.title(), reason));
  }
}
