package dev.weir.cli;

import dev.weir.config.WeirConfig;
import dev.weir.daemon.Reach;
import java.io.IOException;
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
      public List<String> stop() {
        return daemon.stop();
      }
    };
  }

  @Override
  public List<Reached> reach(WeirConfig config) {
    return Reach.all(config).entrySet().stream()
        .map(tried -> new Reached(tried.getKey(), tried.getValue()))
        .toList();
  }
}
