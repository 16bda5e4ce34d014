package dev.weir.cli;

import java.io.IOException;
import java.util.List;

/** A built Weir that can be started once and stopped. */
public interface Daemon {

  /**
   * Starts all parts and returns when they run.
   *
   * @throws IOException if a part cannot start, such as a listener whose address is taken; what had
   *     started is stopped again
   * @throws InterruptedException if interrupted before all ran
   */
  void start() throws IOException, InterruptedException;

  /** Reads again what can be read again while it runs: lists, tables, databases and rules. */
  void reload();

  /**
   * Takes nothing new, drains to the configured deadline and stops. Safe before start and twice.
   *
   * @return what was given up, in plain words; empty if all was drained. Nothing of it is lost: it
   *     is delivered again
   */
  List<String> stop();
}
