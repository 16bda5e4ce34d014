package dev.weir.detect;

import dev.weir.ecs.EcsFields;
import dev.weir.event.JsonBuffer;
import dev.weir.rule.Level;
import dev.weir.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules that a record matches, for its document. Filled anew for each record. */
public final class Matches {
  /** Of a record that was held against no rule. */
  public static final Matches NONE = new Matches();

  private final List<RuleNotes> matched = new ArrayList<>();

  void clear() {
    if (!matched.isEmpty()) {
      matched.clear();
    }
  }

  void add(RuleNotes rule) {
    matched.add(rule);
  }

  /** Whether the record matches no rule. */
  public boolean isEmpty() {
    return matched.isEmpty();
  }

  /** How many rules it matches. */
  public int size() {
    return matched.size();
  }

  /** One of the rules. */
  public Rule rule(int at) {
    return matched.get(at).rule();
  }

  /** The most severe of them, the first of several. */
  private RuleNotes worst() {
    RuleNotes worst = matched.getFirst();
    for (RuleNotes rule : matched) {
      if (rule.rule().level().compareTo(worst.rule().level()) > 0) {
        worst = rule;
      }
    }
    return worst;
  }

  /**
   * Puts the most severe rule, and what all of them tell of the threat, into the normal form. A
   * rule that is only informational leaves the one that the record itself names.
   */
  public void addTo(EcsFields fields) {
    if (!matched.isEmpty()) {
      RuleNotes worst = worst();
      if (worst.rule().level() != Level.INFORMATIONAL || !RuleNotes.isNamed(fields)) {
        worst.name(fields);
      }
      for (RuleNotes rule : matched) {
        rule.addThreat(fields);
      }
    }
  }

  /** Writes {@code rules} and {@code severity} as members, a comma before each. */
  public void writeTo(JsonBuffer out) {
    if (matched.isEmpty()) {
      return;
    }
    char comma = '[';
    out.ascii(",\"rules\":");
    for (RuleNotes rule : matched) {
      out.raw(comma).raw(rule.idJson());
      comma = ',';
    }
    out.ascii("],\"severity\":\"").ascii(worst().rule().level().text()).raw('"');
  }
}
