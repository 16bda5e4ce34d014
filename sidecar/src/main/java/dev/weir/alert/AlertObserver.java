package dev.weir.alert;

import dev.weir.rule.Level;

/** Hears what becomes of matches and alerts. Called from the alerter's own thread. */
public interface AlertObserver {
  /** An alert was opened. */
  void alertOpened(Level level);

  /** Matches were given to their alerts. */
  void matchesGathered(int matches);

  /**
   * Matches cannot be gathered, or can be again.
   *
   * @param problem what is wrong, in plain words; empty if nothing is
   */
  void gathering(String problem);
}
