package dev.weir.notify;

/** Hears what becomes of messages. Called from several threads. */
public interface NotifyObserver {
  /**
   * A message had its outcome.
   *
   * @param outcome {@code sent}, {@code later}, {@code refused} or {@code given_up}
   * @param alerts how many alerts or matches it was about
   */
  void notified(String destination, String outcome, int alerts);

  /**
   * A destination takes nothing, or takes messages again.
   *
   * @param problem why, in plain words; empty if it takes them
   */
  void destination(String destination, String problem);
}
