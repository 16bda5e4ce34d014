package dev.weir.cli;

import dev.weir.config.WeirConfig;
import java.io.PrintStream;
import java.util.List;

/** Says on standard output what it is told, for a test that watches a process from outside. */
public final class TalkingDaemons implements DaemonFactory {
  private static final PrintStream OUT = System.out;

  @Override
  public Daemon create(WeirConfig config) {
    return new Daemon() {
      @Override
      public void start() {
        OUT.println("started");
      }

      @Override
      public List<String> stop() {
        OUT.println("stopped");
        return List.of();
      }
    };
  }

  @Override
  public List<Reached> reach(WeirConfig config) {
    return List.of();
  }
}
