package dev.weir.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdTest {
  private static final long PID = 4711;

  @TempDir Path folder = Path.of("");

  @Test
  void sendsToAPath() throws Exception {
    String address = folder.resolve("notify").toString();
    try (Notifications systemd = new Notifications(address)) {
      manager(address).ready("all\nwell");

      assertEquals("READY=1|STATUS=all well", systemd.first("READY").message());
    }
  }

  @Test
  void sendsToAnAbstractName() throws Exception {
    String address = "@weir-test/" + ProcessHandle.current().pid();
    try (Notifications systemd = new Notifications(address)) {
      manager(address).alive();
      manager(address).stopping(Duration.ofSeconds(40));

      assertEquals("WATCHDOG=1", systemd.first("WATCHDOG").message());
      assertEquals(
          "STOPPING=1|EXTEND_TIMEOUT_USEC=40000000|STATUS=drains",
          systemd.first("STOPPING").message());
    }
  }

  /** Systemd holds the READY=1 of before a reload apart from that after it by this time. */
  @Test
  void tellsTheMonotonicTimeOfAReload() throws Exception {
    String address = folder.resolve("notify").toString();
    try (Notifications systemd = new Notifications(address)) {
      manager(address).reloading();

      Notifications.Received reloading = systemd.first("RELOADING=1|MONOTONIC_USEC=");
      long sent = Long.parseLong(reloading.message().replaceAll(".*USEC=(\\d+).*", "$1"));
      assertTrue(sent <= reloading.micros(), reloading::toString);
      assertTrue(reloading.micros() - sent < TimeUnit.SECONDS.toMicros(30), reloading::toString);
    }
  }

  @Test
  void outlivesASocketThatNobodyReads() {
    Systemd manager = manager(folder.resolve("nobody").toString());

    manager.ready("");
    manager.alive();

    assertTrue(manager.isThere());
  }

  @Test
  void isNotThereWithoutAnAddress() {
    assertFalse(Systemd.of(Map.of(), PID).isThere());
    assertFalse(Systemd.of(Map.of("NOTIFY_SOCKET", ""), PID).isThere());
    assertFalse(Systemd.of(Map.of("NOTIFY_SOCKET", "vsock:2:1"), PID).isThere());
    assertFalse(Systemd.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(108)), PID).isThere());
  }

  @Test
  void hasTheWatchdogOfItsOwnProcessOnly() {
    assertEquals(Optional.of(Duration.ofSeconds(60)), watchdog("60000000", "4711"));
    assertEquals(Optional.empty(), watchdog("60000000", "4712"));
    assertEquals(Optional.empty(), watchdog("0", "4711"));
    assertEquals(Optional.empty(), watchdog("soon", "4711"));
    assertEquals(Optional.empty(), manager("@weir").watchdog());
  }

  private static Optional<Duration> watchdog(String micros, String of) {
    return Systemd.of(
            Map.of("NOTIFY_SOCKET", "@weir", "WATCHDOG_USEC", micros, "WATCHDOG_PID", of), PID)
        .watchdog();
  }

  private static Systemd manager(String address) {
    return Systemd.of(Map.of("NOTIFY_SOCKET", address), PID);
  }
}
