package dev.weir.detect;

import dev.weir.record.FieldNames;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All rules in force, compiled for each type of logs. Shared by all threads; nothing in it changes,
 * but for which rules are switched off.
 */
public final class DetectionSet {
  /** No rule. */
  public static final DetectionSet NONE = new DetectionSet(Map.of(), List.of(), List.of());

  private final Map<String, TypeRules> byType;
  private final Map<String, List<String>> typesByRule = new HashMap<>();
  private final List<Rule> rules;
  private final List<Refusal> refused;

  private DetectionSet(Map<String, TypeRules> byType, List<Rule> rules, List<Refusal> refused) {
    this.byType = byType;
    new TreeMap<>(byType)
        .forEach(
            (type, compiled) -> {
              for (int rule = 0; rule < compiled.size(); rule++) {
                typesByRule
                    .computeIfAbsent(compiled.rule(rule).id(), first -> new ArrayList<>())
                    .add(type);
              }
            });
    this.rules = List.copyOf(rules);
    this.refused = List.copyOf(refused);
  }

  /**
   * Compiles rules. Those of a logsource that no type serves are refused.
   *
   * @param names resolves the fields of records
   */
  public static DetectionSet of(List<Rule> rules, LogTypes types, FieldNames names) {
    return of(rules, types, names, RuleLimit.NONE);
  }

  /**
   * The same, of rules that are switched off if they take too long.
   *
   * @param limit how long they may take
   */
  public static DetectionSet of(
      List<Rule> rules, LogTypes types, FieldNames names, RuleLimit limit) {
    List<Rule> inForce = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    for (Rule rule : rules) {
      if (types.all().stream().anyMatch(type -> !RuleCompiler.served(type, rule).isEmpty())) {
        inForce.add(rule);
      } else {
        refused.add(
            new Refusal(
                rule.place(), rule.title(), "no type of logs serves '" + rule.source() + "'"));
      }
    }
    Map<String, TypeRules> byType = new HashMap<>();
    for (LogType type : types.all()) {
      TypeRules compiled =
          new RuleCompiler(type, names, RuleTaxonomy.shipped()).compile(inForce, limit);
      if (compiled.size() > 0) {
        byType.put(type.name(), compiled);
      }
    }
    return new DetectionSet(byType, inForce, refused);
  }

  /** The rules in force. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rules that no type is for, and why. */
  public List<Refusal> refused() {
    return refused;
  }

  /** The rules that took too long too often, and no longer match records of some type. */
  public Set<Rule> slow() {
    Set<Rule> slow = new HashSet<>();
    byType.values().forEach(compiled -> slow.addAll(compiled.off()));
    return slow;
  }

  /** The names of the types whose records are held against a rule, sorted. */
  public List<String> types(Rule rule) {
    return typesByRule.getOrDefault(rule.id(), List.of());
  }

  /** Whether records of a type are held against the rule of this id. */
  public boolean isFor(String type, String id) {
    return typesByRule.getOrDefault(id, List.of()).contains(type);
  }

  /** The rules for records of a type; null if there are none. */
  @Nullable TypeRules of(String type) {
    return byType.get(type);
  }
}
