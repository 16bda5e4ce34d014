package dev.weir.cli;

import dev.weir.config.WeirConfig;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A daemon that does nothing but remember what it was told, at the seam to the wiring. */
final class RecordingDaemons implements DaemonFactory {
  final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<Reached> reached;
  private final boolean startFails;

  RecordingDaemons(boolean startFails, Reached... reached) {
    this.startFails = startFails;
    this.reached = List.of(reached);
  }

  @Override
  public Daemon create(WeirConfig config) {
    calls.add("create " + config.host());
    return new Daemon() {
      @Override
      public void start() throws IOException {
        calls.add("start");
        if (startFails) {
          throw new IOException("127.0.0.1:24224 is taken");
        }
      }

      @Override
      public void reload() {
        calls.add("reload");
      }

      @Override
      public List<String> stop() {
        calls.add("stop");
        return List.of("2 objects");
      }
    };
  }

  @Override
  public List<Reached> reach(WeirConfig config) {
    calls.add("reach");
    return reached;
  }
}
