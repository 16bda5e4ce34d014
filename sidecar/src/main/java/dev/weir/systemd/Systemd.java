package dev.weir.systemd;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of this package: the systemd that started this process, or nobody. What cannot be sent
 * is logged once and changes nothing else. Thread-safe.
 */
public final class Systemd {
  private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);

  private final @Nullable NotifySocket socket;
  private final @Nullable Duration watchdog;
  private final AtomicBoolean troubled = new AtomicBoolean();

  private Systemd(@Nullable NotifySocket socket, @Nullable Duration watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /** The one that started this process. */
  public static Systemd ofProcess() {
    return of(System.getenv(), ProcessHandle.current().pid());
  }

  /**
   * The one that an environment names: {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC} and {@code
   * WATCHDOG_PID} of sd_notify(3) and sd_watchdog_enabled(3).
   *
   * @param pid whose watchdog is meant; that of another process is not ours to feed
   */
  public static Systemd of(Map<String, String> environment, long pid) {
    String address = environment.get("NOTIFY_SOCKET");
    if (address == null || address.isEmpty()) {
      return new Systemd(null, null);
    }
    try {
      return new Systemd(new NotifySocket(address), watchdog(environment, pid));
    } catch (IllegalArgumentException e) {
      LOG.warn("systemd is told nothing: NOTIFY_SOCKET is {}", e.getMessage());
      return new Systemd(null, null);
    }
  }

  private static @Nullable Duration watchdog(Map<String, String> environment, long pid) {
    String micros = environment.get("WATCHDOG_USEC");
    String of = environment.get("WATCHDOG_PID");
    if (micros == null || !micros.matches("[1-9]\\d{0,15}")) {
      return null;
    }
    boolean ours = of == null || of.equals(Long.toString(pid));
    return ours ? Duration.of(Long.parseLong(micros), ChronoUnit.MICROS) : null;
  }

  /** Whether somebody listens. */
  public boolean isThere() {
    return socket != null;
  }

  /** After which time without {@link #alive} the process is killed; empty if never. */
  public Optional<Duration> watchdog() {
    return Optional.ofNullable(watchdog);
  }

  /** The service does its work, after its start or after a reload. */
  public void ready(String status) {
    send("READY=1\nSTATUS=" + line(status));
  }

  /** The service reads its files again; {@link #ready} ends that. */
  public void reloading() {
    // HotSpot's nanoTime is CLOCK_MONOTONIC, which is asked for.
    send(
        "RELOADING=1\nMONOTONIC_USEC="
            + TimeUnit.NANOSECONDS.toMicros(System.nanoTime())
            + "\nSTATUS=reads its files again");
  }

  /**
   * The service stops.
   *
   * @param within the time it takes at most, whatever the unit says
   */
  public void stopping(Duration within) {
    send(
        "STOPPING=1\nEXTEND_TIMEOUT_USEC="
            + TimeUnit.NANOSECONDS.toMicros(within.toNanos())
            + "\nSTATUS=drains");
  }

  /** One line for {@code systemctl status}. */
  public void status(String status) {
    send("STATUS=" + line(status));
  }

  /** Feeds the watchdog. */
  public void alive() {
    send("WATCHDOG=1");
  }

  private static String line(String status) {
    return status.replace('\n', ' ');
  }

  private void send(String message) {
    if (socket == null) {
      return;
    }
    try {
      socket.send(message);
      troubled.set(false);
    } catch (IOException e) {
      if (!troubled.getAndSet(true)) {
        LOG.warn("systemd takes no notification at NOTIFY_SOCKET: {}", e.getMessage());
      }
    }
  }
}
