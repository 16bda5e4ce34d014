package dev.weir.ruleset;

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
}
