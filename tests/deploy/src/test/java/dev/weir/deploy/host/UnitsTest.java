package dev.weir.deploy.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.deploy.Tool;
import dev.weir.lab.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weir's units on a host that systemd booted, in their whole sandbox. */
class UnitsTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final String CONFIGURATION =
      """
      fleet_key: file:${CREDENTIALS_DIRECTORY}/weir_fleet.key
      forward: { listeners: [{ unix: /run/weir/sidecar.sock }] }
      opensearch: { url: 'http://127.0.0.1:1' }
      control: { socket: /run/weir/control.sock }
      metrics: { enabled: false }
      shutdown: { deadline: 2s }
      """;

  private static final String SECRET = "the-key-of-the-whole-fleet";

  @TempDir static Path work = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private static BootedHost host;

  @BeforeAll
  static void boot() {
    host = WeirHost.boot(work);
    host.write("/etc/weir/weir.yaml", CONFIGURATION);
    host.must("chgrp", "weir", "/etc/weir/weir.yaml");
    host.must("chmod", "0640", "/etc/weir/weir.yaml");
    host.write("/etc/weir/credentials/fleet.key", SECRET + "\n");
    host.must("chmod", "0600", "/etc/weir/credentials/fleet.key");
  }

  @AfterAll
  static void end() {
    if (host != null) {
      host.close();
    }
  }

  @BeforeEach
  void startBoth() {
    host.must("systemctl", "start", "fluent-bit.service", "weir.service");
  }

  @Test
  void verifyFindsNothing() {
    Tool.Finished verified =
        host.run("systemd-analyze", "verify", "weir.service", "fluent-bit.service");

    assertEquals("", verified.output());
    assertEquals(0, verified.code());
  }

  @Test
  void theSandboxesAreAsTightAsPromised() {
    for (String[] unit : new String[][] {{"weir", "15"}, {"fluent-bit", "25"}}) {
      Tool.Finished judged =
          host.run(
              "systemd-analyze",
              "security",
              "--offline=yes",
              "--threshold=" + unit[1],
              "/usr/lib/systemd/system/" + unit[0] + ".service");

      assertEquals(0, judged.code(), judged.output());
      assertTrue(judged.output().contains("Overall exposure level"), judged.output());
    }
  }

  /** It starts in its sandbox only if systemd hears READY=1. */
  @Test
  void bothRunInTheirSandbox() {
    assertEquals("active", host.property("weir.service", "ActiveState"));
    assertEquals("active", host.property("fluent-bit.service", "ActiveState"));
    assertTrue(
        host.property("weir.service", "StatusText").contains("records settled"),
        () -> host.property("weir.service", "StatusText"));
    until("both sockets", () -> socket("sidecar") && socket("fluent-bit"));
    String user = host.must("ps", "-o", "user=", "-p", pid("weir.service"));
    assertEquals("weir", user.strip());
  }

  @Test
  void secretsShowNowhere() {
    String pid = pid("weir.service");
    assertEquals(
        "yes",
        host.must("sh", "-c", "test -r /run/credentials/weir.service/weir_fleet.key && echo yes")
            .strip());
    // Everything that others can ask for.
    String seen =
        host.must("systemctl", "show", "weir.service", "fluent-bit.service")
            + host.must("systemctl", "cat", "weir.service", "fluent-bit.service")
            + host.must("cat", "/proc/" + pid + "/environ", "/proc/" + pid + "/cmdline")
            + host.must("journalctl", "--no-pager");

    assertTrue(seen.contains("weir run"), seen);
    assertFalse(seen.contains(SECRET), "the secret shows");
    // Nor does Fluent Bit see what is Weir's own.
    String fluentBit = pid("fluent-bit.service");
    String inside = "nsenter --target " + fluentBit + " --mount ls -A ";
    assertEquals("fluent-bit\n", host.must("sh", "-c", inside + "/etc/weir"));
    assertEquals("", host.must("sh", "-c", inside + "/run/credentials"));
  }

  @Test
  void aKilledServiceStartsAgain() {
    for (String unit : new String[] {"weir.service", "fluent-bit.service"}) {
      String before = pid(unit);

      host.must("kill", "-KILL", before);

      until(unit + " runs again", () -> isAnother(unit, before));
      assertNotEquals("0", host.property(unit, "NRestarts"));
    }
    until("both sockets", () -> socket("sidecar") && socket("fluent-bit"));
  }

  @Test
  void theWatchdogEndsAProcessThatStandsStill() {
    // As in the unit, but sooner.
    host.write(
        "/run/systemd/system/weir.service.d/soon.conf",
        "[Service]\nWatchdogSec=3\nTimeoutAbortSec=2\nRestartSec=1\n");
    host.must("systemctl", "daemon-reload");
    host.must("systemctl", "restart", "weir.service");
    try {
      String before = pid("weir.service");
      // It is fed: it outlives its watchdog.
      long started = System.nanoTime();
      until("two watchdogs are over", () -> System.nanoTime() - started > 7_000_000_000L);
      assertEquals(before, pid("weir.service"));

      host.must("kill", "-STOP", before);

      until("it runs again", () -> isAnother("weir.service", before));
      String journal = host.must("journalctl", "--no-pager");
      assertTrue(journal.contains("weir.service: Watchdog timeout"), journal);
      // SIGQUIT had the JVM tell what its threads did.
      assertTrue(journal.contains("Full thread dump"), journal);
    } finally {
      host.must("rm", "/run/systemd/system/weir.service.d/soon.conf");
      host.must("systemctl", "daemon-reload");
      host.must("systemctl", "restart", "weir.service");
    }
  }

  @Test
  void aReloadEndsNothing() {
    String before = pid("weir.service");

    host.must("systemctl", "reload", "weir.service");

    until(
        "the reload is over",
        () ->
            host.must("journalctl", "--no-pager").contains("reload: done")
                && host.property("weir.service", "ActiveState").equals("active"));
    assertEquals(before, pid("weir.service"));
  }

  @Test
  void aStopDrainsAndLeavesTheSocketsOfTheOther() {
    until("Fluent Bit listens", () -> socket("fluent-bit"));

    host.must("systemctl", "stop", "weir.service");

    assertEquals("success", host.property("weir.service", "Result"));
    assertEquals("0", host.property("weir.service", "ExecMainStatus"));
    assertTrue(socket("fluent-bit"));
    assertEquals("active", host.property("fluent-bit.service", "ActiveState"));
  }

  private static boolean isAnother(String unit, String before) {
    String now = pid(unit);
    return host.property(unit, "ActiveState").equals("active")
        && !now.equals(before)
        && !now.equals("0");
  }

  private static String pid(String unit) {
    return host.property(unit, "MainPID");
  }

  private static boolean socket(String name) {
    return Files.exists(host.file("/run/weir/" + name + ".sock"));
  }

  private static void until(String what, BooleanSupplier state) {
    Eventually.until(LIMIT, state::getAsBoolean, () -> what + ": " + host.log());
  }
}
