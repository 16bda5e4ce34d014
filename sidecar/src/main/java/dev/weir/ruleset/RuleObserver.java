package dev.weir.ruleset;

import dev.weir.rule.Rule;

/** Hears what becomes of the rules. */
public interface RuleObserver {
  /** Rules were compiled; it shows how many are in force, and how many are refused. */
  void kept(RuleSet rules);

  /**
   * The places were asked.
   *
   * @param outcome {@code loaded}, {@code unchanged} or {@code failed}: something is refused that
   *     was not before
   */
  void asked(String outcome);

  /** A rule took too long with too many records, and is switched off for those of a type. */
  void switchedOff(Rule rule);
}
