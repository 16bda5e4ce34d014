package dev.weir.notify;

import dev.weir.rule.Level;
import dev.weir.settings.AwsNames;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.Set;

/**
 * Which alerts a destination wants. An empty set leaves its question open.
 *
 * @param severity the least level
 * @param rules ids of rules
 * @param types log types
 * @param accounts AWS accounts
 */
record AlertChoice(Level severity, Set<String> rules, Set<String> types, Set<String> accounts) {
  AlertChoice {
    rules = Set.copyOf(rules);
    types = Set.copyOf(types);
    accounts = Set.copyOf(accounts);
  }

  /** Reads the section {@code select}; {@code known} takes the log types that there are. */
  static AlertChoice read(Section section, Form<String> known) {
    return new AlertChoice(
        section.value("severity", Level.INFORMATIONAL, Forms.choice(Level.class)),
        Set.copyOf(section.oneOrMore("rules", Forms.TEXT)),
        Set.copyOf(section.oneOrMore("types", known)),
        Set.copyOf(section.oneOrMore("accounts", AwsNames.ACCOUNT)));
  }

  boolean wants(Level level, String rule, String type, String account) {
    return level.compareTo(severity) >= 0
        && (rules.isEmpty() || rules.contains(rule))
        && (types.isEmpty() || types.contains(type))
        && (accounts.isEmpty() || accounts.contains(account));
  }
}
