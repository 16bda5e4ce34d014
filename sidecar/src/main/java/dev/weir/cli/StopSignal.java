package dev.weir.cli;

/** How {@code run} learns that it shall stop: SIGTERM, SIGINT, or a test. */
public interface StopSignal {

  /** From now on a signal is waited for, instead of ending the process at once. */
  void arm();

  /**
   * Waits for the signal.
   *
   * @throws InterruptedException if interrupted while waiting
   */
  void await() throws InterruptedException;
}
