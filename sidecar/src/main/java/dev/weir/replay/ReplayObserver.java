package dev.weir.replay;

/** Hears what became of dead letters that were replayed. */
@FunctionalInterface
public interface ReplayObserver {
  /** Letters that were marked, or left open. */
  void replayed(ReplayOutcome outcome, long letters);
}
