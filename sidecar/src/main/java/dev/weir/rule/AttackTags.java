package dev.weir.rule;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rule's tags say of MITRE ATT&CK (Sigma appendix tags 2.1.0, namespace {@code attack}). */
public final class AttackTags {
  private static final Pattern TECHNIQUE = Pattern.compile("attack\\.(t[0-9]{4}(\\.[0-9]{3})?)");
  private static final Pattern TACTIC = Pattern.compile("attack\\.([a-z]+([-_][a-z]+)*)");

  private AttackTags() {}

  /** The ids of its techniques and sub-techniques, such as {@code T1078.004}. */
  public static List<String> techniques(Rule rule) {
    return named(rule, TECHNIQUE, id -> id.toUpperCase(Locale.ROOT));
  }

  /** The names of its tactics, such as {@code privilege-escalation}. */
  public static List<String> tactics(Rule rule) {
    return named(rule, TACTIC, name -> name.replace('_', '-'));
  }

  private static List<String> named(Rule rule, Pattern pattern, UnaryOperator<String> as) {
    return rule.tags().stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(tag -> as.apply(tag.group(1)))
        .distinct()
        .toList();
  }
}
