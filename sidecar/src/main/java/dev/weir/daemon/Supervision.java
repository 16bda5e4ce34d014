package dev.weir.daemon;

import dev.weir.systemd.Systemd;
import dev.weir.telemetry.Metric;
import dev.weir.telemetry.Metrics;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the daemon is: ready, reading again, stopping; and that it is alive, for as
 * long as {@link Movement} finds no hang. Does nothing where systemd did not start the process.
 */
final class Supervision {
  private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** What a stop takes beyond the deadline until which it drains. */
  private static final Duration BEYOND_DRAIN = Duration.ofSeconds(15);

  private final Systemd manager;
  private final Metrics metrics;
  private final Movement movement;
  private @Nullable Thread thread;
  private boolean hangs;

  Supervision(Systemd manager, Metrics metrics, Movement movement) {
    this.manager = manager;
    this.metrics = metrics;
    this.movement = movement;
  }

  /**
   * All parts run. OpenSearch need not be there: what arrives is held until it is, which is the
   * work of this process, and a restart would help nobody.
   */
  synchronized void ready() {
    manager.ready(status());
    if (manager.isThere() && thread == null) {
      thread = Thread.ofPlatform().name("weir-watchdog").daemon().start(this::watch);
    }
  }

  /** Files are read again; {@link #ready} ends that. */
  void reloading() {
    manager.reloading();
  }

  /** The parts stop, which takes so long at most. Safe before start and twice. */
  synchronized void stopping(Duration deadline) {
    manager.stopping(deadline.plus(BEYOND_DRAIN));
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  private void watch() {
    Duration pause =
        manager
            .watchdog()
            .map(limit -> limit.dividedBy(3))
            .filter(third -> third.compareTo(LONGEST_PAUSE) < 0)
            .orElse(LONGEST_PAUSE);
    String told = "";
    try {
      while (true) {
        Optional<String> problem = movement.problem();
        if (problem.isEmpty()) {
          manager.alive();
        }
        tell(problem);
        String status = problem.map(what -> "hangs: " + what).orElse(status());
        if (!status.equals(told)) {
          manager.status(status);
          told = status;
        }
        // The rhythm of the watchdog, not a wait for anything.
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Optional<String> problem) {
    if (problem.isPresent() && !hangs) {
      String so =
          manager.watchdog().isPresent()
              ? "systemd will end this process and start it again; no record is lost"
              : "restart Weir; no record is lost";
      LOG.error("Weir hangs: {}; {}", problem.get(), so);
    } else if (problem.isEmpty() && hangs) {
      LOG.info("records move again");
    }
    hangs = problem.isPresent();
  }

  private String status() {
    String counts =
        "%,.0f objects open, %,.0f records settled"
            .formatted(metrics.sum(Metric.OBJECTS_OPEN), metrics.sum(Metric.RECORDS));
    String alarms = String.join(", ", metrics.activeAlarms());
    return alarms.isEmpty() ? counts : "alarm " + alarms + "; " + counts;
  }
}
