package dev.weir.cli;

import dev.weir.config.WeirConfig;
import java.io.IOException;
import java.util.List;

/** Makes the daemon from a configuration; the seam between the command line and the wiring. */
public interface DaemonFactory {

  /**
   * Builds the daemon; it does no I/O yet but reading what the configuration names.
   *
   * @throws IOException if such a file cannot be read
   */
  Daemon create(WeirConfig config) throws IOException;

  /**
   * Tries to reach everything the configuration names: queues, buckets, Fluent Bit, OpenSearch.
   * Changes nothing there.
   *
   * @return one result for each thing that was tried, in the order of the data
   */
  List<Reached> reach(WeirConfig config);
}
