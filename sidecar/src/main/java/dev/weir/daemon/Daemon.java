package dev.weir.daemon;

import dev.weir.config.WeirConfig;
import dev.weir.source.S3Source;
import dev.weir.systemd.Systemd;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Weir: started once, stopped once. */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final WeirConfig config;
  private final Wiring parts;
  private final Supervision supervision;
  private boolean stopped;

  /**
   * Builds it; {@link #start} does the I/O.
   *
   * @param version what the control service says it is
   * @throws IOException if a file that the configuration names cannot be read
   */
  public Daemon(WeirConfig config, String version) throws IOException {
    this(config, version, Systemd.ofProcess());
  }

  Daemon(WeirConfig config, String version, Systemd manager) throws IOException {
    this.config = config;
    this.parts = new Wiring(config, version);
    boolean straight = SettingsAcross.isStraight(config);
    this.supervision =
        new Supervision(
            manager,
            parts.metrics(),
            new Movement(parts.metrics(), straight, Movement.PATIENCE, System::nanoTime));
  }

  /**
   * Starts all parts, last of the data's order first, and returns when they run. OpenSearch need
   * not be there: what arrives is held until it is.
   *
   * @throws IOException if an address cannot be had; what had started is stopped again
   */
  public void start() throws IOException {
    boolean started = false;
    try {
      if (parts.endpoints().isPresent()) {
        parts.endpoints().get().start();
      }
      parts.control().start();
      parts.openSearch().open();
      parts.sink().start();
      parts.late().start();
      parts.enriching().start();
      parts.rules().set().start();
      parts.own().start();
      parts.alerting().start();
      if (config.forward().enabled()) {
        parts.forward().start();
      }
      parts.source().ifPresent(S3Source::start);
      started = true;
      LOG.info(
          "running: {} queues, {} listeners, OpenSearch at {}",
          config.source().enabled() ? config.source().queues().size() : 0,
          config.forward().enabled() ? config.forward().listeners().size() : 0,
          config.opensearch().endpoint());
      supervision.ready();
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /**
   * Reads lists, tables, databases and rules again, now. Returns when each was tried; what cannot
   * be read is logged, and what was in force stays so.
   */
  public synchronized void reload() {
    if (stopped) {
      return;
    }
    supervision.reloading();
    parts.enriching().readAgain();
    parts.rules().set().readAgain();
    supervision.ready();
  }

  /**
   * Takes nothing new, drains to the configured deadline, and stops.
   *
   * @return what was given up, in plain words; empty if all was drained. None of it is lost: it is
   *     delivered again
   */
  public synchronized List<String> stop() {
    if (stopped) {
      return List.of();
    }
    stopped = true;
    supervision.stopping(config.shutdownDeadline());
    parts.source().ifPresent(source -> close("source", source::close));
    close("forward server", parts.forward()::close);
    Duration lateShare = ShutdownShares.late(config.shutdownDeadline());
    close("late records", () -> parts.late().close(lateShare));
    close("indices", parts.indices()::close);
    close("sink", parts.sink()::close);
    close("alerts", parts.alerting()::close);
    close("OpenSearch", parts.openSearch()::close);
    parts.letters().ifPresent(letters -> close("dead letters", letters::close));
    parts.endpoints().ifPresent(endpoints -> close("endpoints", endpoints::close));
    List<String> givenUp = new ArrayList<>();
    long inFlight = parts.ledger().totals().inFlight();
    if (inFlight > 0) {
      givenUp.add(inFlight + " records of " + parts.ledger().openObjects() + " open objects");
    }
    close("enrichments", parts.enriching()::close);
    close("rules", parts.rules()::close);
    close("identity", parts.own()::close);
    close("control", parts.control()::close);
    close("metrics", parts.metrics()::close);
    return givenUp;
  }

  /** A part that fails to close must not keep the others from draining. */
  private static void close(String part, Runnable closing) {
    try {
      closing.run();
    } catch (RuntimeException e) {
      LOG.error("the {} did not close in order", part, e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
