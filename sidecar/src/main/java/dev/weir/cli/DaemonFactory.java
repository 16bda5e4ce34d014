package dev.weir.cli;

import dev.weir.config.WeirConfig;
import java.util.List;

/** Makes the daemon from a configuration; the seam between the command line and the wiring. */
public interface DaemonFactory {

  /** Builds the daemon; no I/O yet. */
  Daemon create(WeirConfig config);

  /**
   * Tries to reach everything the configuration names: queues, buckets, Fluent Bit, OpenSearch.
   * Changes nothing there.
   *
   * @return one result for each thing that was tried, in the order of the data
   */
  List<Reached> reach(WeirConfig config);
}
