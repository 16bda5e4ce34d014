package dev.weir.ruleset;

import dev.weir.rule.Expression;
import dev.weir.rule.Rule;
import dev.weir.yaml.Section;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the configuration makes different about rules, without their files. Immutable.
 *
 * @param byRule about single rules, by their ids, in the order of the configuration
 * @param exceptions the records that rules leave alone
 */
public record Tuning(Map<String, RuleTuning> byRule, List<ExceptionSettings> exceptions) {
  /** Rules as they are written. */
  static final Tuning NONE = new Tuning(Map.of(), List.of());

  private static final int MOST_EXCEPTIONS = 500;

  /** As long before its end an exception is mentioned. */
  private static final int DAYS_AHEAD = 7;

  public Tuning {
    byRule = Collections.unmodifiableMap(new LinkedHashMap<>(byRule));
    exceptions = List.copyOf(exceptions);
  }

  /**
   * Reads {@code rules.tune} and {@code rules.exceptions}.
   *
   * @param rules the section {@code rules}
   * @param tuned the sections of single rules, by their ids
   */
  static Tuning read(
      Section rules, Map<String, Section> tuned, Map<String, List<String>> placeholders) {
    Map<String, RuleTuning> byRule = new LinkedHashMap<>();
    tuned.forEach((id, section) -> byRule.put(id, RuleTuning.read(section)));
    List<Section> exceptions = rules.sections("exceptions");
    if (exceptions.size() > MOST_EXCEPTIONS) {
      rules.problem(
          "exceptions",
          exceptions.size() + " exceptions",
          "at most " + MOST_EXCEPTIONS + "; for more, write filters of Sigma beside the rules");
    }
    return new Tuning(
        byRule,
        exceptions.stream().map(section -> ExceptionSettings.read(section, placeholders)).toList());
  }

  /** Whether nothing is different. */
  public boolean isEmpty() {
    return byRule.isEmpty() && exceptions.isEmpty();
  }

  boolean isOff(Rule rule) {
    RuleTuning own = byRule.get(rule.id());
    return own != null && own.off();
  }

  /** The rule with the level that it is to have, and without the records of exceptions. */
  Rule apply(Rule rule, LocalDate day) {
    RuleTuning own = byRule.get(rule.id());
    Rule tuned = own == null || own.level() == null ? rule : rule.withLevel(own.level());
    return tuned.and(
        exceptions.stream()
            .filter(exception -> exception.isFor(rule) && exception.holdsOn(day))
            .<Expression>map(exception -> new Expression.Not(exception.when()))
            .toList());
  }

  /** Which exceptions ran out, or will soon, in sentences that say what to do. */
  public List<String> cautions(LocalDate day) {
    List<String> cautions = new ArrayList<>();
    for (ExceptionSettings exception : exceptions) {
      String end = " at the end of " + exception.until() + " UTC";
      if (!exception.holdsOn(day)) {
        cautions.add(
            exception
                + " ran out"
                + end
                + ", so its records match again. Delete it in"
                + " rules.exceptions, or agree with its owner on a later `until`");
      } else if (!exception.holdsOn(day.plusDays(DAYS_AHEAD))) {
        cautions.add(
            exception
                + " runs out"
                + end
                + ", and its records match from then on. If they should"
                + " not, agree with its owner on a later `until` in rules.exceptions");
      }
    }
    return cautions;
  }

  /** Which ids are of no rule, in sentences that say what to do. */
  List<String> unknown(Set<String> known) {
    String advice =
        ", and no rule that could be read has this id. `weir rules list` shows the ids of rules, and"
            + " `weir rules check` what is refused";
    List<String> unknown = new ArrayList<>();
    for (String id : byRule.keySet()) {
      if (!known.contains(id)) {
        unknown.add("rules.tune names '" + id + "'" + advice);
      }
    }
    for (ExceptionSettings exception : exceptions) {
      for (String id : exception.isForAll() ? List.<String>of() : exception.rules()) {
        if (!known.contains(id)) {
          unknown.add(exception + " names '" + id + "'" + advice);
        }
      }
    }
    return unknown;
  }
}
