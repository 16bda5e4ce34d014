package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.config.ConfigFile;
import dev.weir.config.WeirConfig;
import dev.weir.lab.Eventually;
import dev.weir.systemd.Notifications;
import dev.weir.systemd.Systemd;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.SinkMetrics;
import dev.weir.units.ByteSize;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears of a daemon. */
class SupervisionTest {
  private static final long PID = 4711;

  @TempDir Path folder = Path.of("");
  private String address = "";
  private int port;

  @BeforeEach
  void nameTheSockets() throws Exception {
    address = folder.resolve("notify").toString();
    Files.createDirectory(folder.resolve("rules"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  /** Else the host would be started again and again, for what no start can help. */
  @Test
  void isReadyThoughOpenSearchIsAway() throws Exception {
    try (Notifications systemd = new Notifications(address);
        Daemon daemon = new Daemon(config(), "1.2.3", manager("60000000"))) {
      daemon.start();

      systemd.first("READY=1|STATUS=");
      systemd.first("WATCHDOG=1");
    }
  }

  @Test
  void tellsOfAReloadFromItsBeginningToItsEnd() throws Exception {
    Path rules = folder.resolve("rules");
    try (Notifications systemd = new Notifications(address);
        Daemon daemon = new Daemon(config(), "1.2.3", manager("60000000"))) {
      daemon.start();
      systemd.first("READY=1");
      Files.writeString(
          rules.resolve("new.yml"),
          """
          title: A new rule
          id: 6f3e2987-db24-4c78-a860-b4f4095a7095
          logsource: { product: aws, service: cloudtrail }
          detection: { selection: { eventName: StopLogging }, condition: selection }
          level: high
          """);

      daemon.reload();

      systemd.first("RELOADING=1|MONOTONIC_USEC=");
      Eventually.until(
          () ->
              systemd.received().stream().filter(each -> each.message().startsWith("READY")).count()
                  == 2,
          () -> systemd.received().toString());
      assertTrue(metrics().contains("\nweir_rules 1.0\n"));
    }
  }

  @Test
  void tellsOfAStopAndHowLongItMayTake() throws Exception {
    try (Notifications systemd = new Notifications(address)) {
      Daemon daemon = new Daemon(config(), "1.2.3", manager("60000000"));
      daemon.start();

      daemon.close();

      // shutdown.deadline, and what it takes to end besides.
      systemd.first("STOPPING=1|EXTEND_TIMEOUT_USEC=16000000|STATUS=drains");
    }
  }

  @Test
  void feedsTheWatchdogUntilRecordsHang() throws Exception {
    Metrics metrics = new Metrics();
    Movement movement = new Movement(metrics, true, Duration.ofMillis(1), System::nanoTime);
    Supervision supervision = new Supervision(manager("90000"), metrics, movement);
    try (Notifications systemd = new Notifications(address)) {
      supervision.ready();
      Eventually.until("it is fed again and again", () -> fed(systemd) > 3);

      new SinkMetrics(metrics).inFlight(1_000);

      systemd.first("STATUS=hangs: nothing has moved for");
      long fed = fed(systemd);
      long from = System.nanoTime();
      Eventually.until(
          "some turns are over", () -> System.nanoTime() - from > Duration.ofMillis(300).toNanos());
      assertEquals(fed, fed(systemd));
    } finally {
      supervision.stopping(Duration.ZERO);
    }
  }

  @Test
  void isSilentWhereSystemdDidNotStartIt() throws Exception {
    try (Daemon daemon = new Daemon(config(), "1.2.3", Systemd.of(Map.of(), PID))) {
      daemon.start();

      assertFalse(
          Thread.getAllStackTraces().keySet().stream()
              .anyMatch(thread -> thread.getName().equals("weir-watchdog") && thread.isAlive()));
    }
  }

  private static long fed(Notifications systemd) {
    return systemd.received().stream().filter(each -> each.message().equals("WATCHDOG=1")).count();
  }

  private String metrics() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI page = URI.create("http://127.0.0.1:" + port + "/metrics");
      return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    }
  }

  private Systemd manager(String watchdogMicros) {
    return Systemd.of(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", watchdogMicros), PID);
  }

  private WeirConfig config() throws Exception {
    return new ConfigFile(name -> null, ByteSize.ofMiB(512))
        .parse(
            "weir.yaml",
            """
            shutdown: { deadline: 1s }
            forward: { listeners: [{ unix: %s/in.sock }] }
            opensearch: { url: 'http://127.0.0.1:1' }
            rules: { shipped: false, sigma: [%s/rules], refresh: 1h }
            metrics: { listen: '127.0.0.1:%d' }
            control: { socket: %s/control.sock }
            """
                .formatted(folder, folder, port, folder))
        .config();
  }
}
