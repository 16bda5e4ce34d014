package dev.weir.cli;

import dev.weir.config.WeirConfig;
import dev.weir.daemon.Reach;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The daemon as it is wired. */
final class WiredDaemons implements DaemonFactory {
  @Override
  public Daemon create(WeirConfig config) throws IOException {
    dev.weir.daemon.Daemon daemon = new dev.weir.daemon.Daemon(config, Version.number());
    return new Daemon() {
      @Override
      public void start() throws IOException {
        daemon.start();
      }

      @Override
      public void reload() {
        daemon.reload();
      }

      @Override
      public List<String> stop() {
        return daemon.stop();
      }
    };
  }

  @Override
  public List<Reached> reach(WeirConfig config) {
    List<Reached> reached = new ArrayList<>();
    Reach.listening(config)
        .forEach((what, problem) -> reached.add(Reached.listening(what, problem)));
    Reach.others(config).forEach((what, problem) -> reached.add(new Reached(what, problem)));
    return reached;
  }
}
