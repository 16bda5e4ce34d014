package dev.weir.deploy.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.deploy.DebianRoot;
import dev.weir.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hardening and clean-up, in the root folder of a real system that does not run. */
class ImageScriptsTest {
  private static final Path SCRIPTS = Tool.ROOT.resolve("packer/scripts");

  @TempDir Path folder;
  private DebianRoot root;

  @BeforeEach
  void takeARoot() throws IOException {
    root = DebianRoot.copy(folder.resolve("root"));
    for (String unit : List.of("sshd", "amazon-ssm-agent", "auditd", "chronyd", "atd")) {
      write(
          "/lib/systemd/system/" + unit + ".service",
          "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n");
    }
    assertEquals(0, systemctl("enable", "sshd.service", "atd.service").code());
  }

  @AfterEach
  void removeIt() {
    DebianRoot.delete(root.folder());
  }

  @Test
  void hardensTwiceAsOnce() throws Exception {
    write("/etc/chrony.conf", "makestep 1.0 3\n");
    write("/etc/audit/rules.d/audit.rules", "-D\n-a never,task\n-b 8192\n");
    write("/etc/chrony.d/ntp-pool.sources", "pool pool.example.com iburst\n");

    assertEquals(new Tool.Finished(0, ""), run("harden.sh", Map.of()));
    assertEquals(new Tool.Finished(0, ""), run("harden.sh", Map.of()));

    assertTrue(read("/etc/ssh/sshd_config.d/10-weir.conf").contains("PasswordAuthentication no\n"));
    assertTrue(read("/etc/shadow").lines().anyMatch(line -> line.matches("root:[!*].*")));
    assertFalse(Files.exists(root.file("/etc/chrony.d/ntp-pool.sources")));
    assertTrue(read("/etc/chrony.d/amazon.sources").contains("server 169.254.169.123 "));
    assertEquals("makestep 1.0 3\nsourcedir /etc/chrony.d\n", read("/etc/chrony.conf"));
    assertTrue(read("/etc/systemd/journald.conf.d/60-weir.conf").contains("SystemMaxUse=1G\n"));
    assertTrue(read("/etc/audit/rules.d/60-weir.rules").contains("-w /etc/weir -p wa -k weir\n"));
    assertEquals("-D\n-b 8192\n", read("/etc/audit/rules.d/audit.rules"));
    assertFalse(
        Files.exists(root.file("/etc/dnf")), "no automatic updates unless they are asked for");
    assertEquals("enabled", state("amazon-ssm-agent.service"));
    assertEquals("enabled", state("auditd.service"));
    assertEquals("enabled", state("chronyd.service"));
    assertEquals("disabled", state("sshd.service"));
    assertEquals("masked", state("atd.service"));
  }

  @Test
  void keepsAmazonsClock() throws Exception {
    write("/etc/chrony.conf", "sourcedir /etc/chrony.d\n");
    write("/etc/chrony.d/link-local-ipv4.sources", "server 169.254.169.123 prefer iburst\n");

    assertEquals(new Tool.Finished(0, ""), run("harden.sh", Map.of("WEIR_SSHD", "true")));

    assertFalse(Files.exists(root.file("/etc/chrony.d/amazon.sources")));
    assertEquals("enabled", state("sshd.service"));
  }

  @Test
  void installsSecurityUpdatesIfAskedTo() throws Exception {
    write(
        "/lib/systemd/system/dnf-automatic.timer",
        "[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n");

    assertEquals(
        new Tool.Finished(0, ""), run("harden.sh", Map.of("WEIR_AUTOMATIC_UPDATES", "true")));

    assertTrue(read("/etc/dnf/automatic.conf").contains("upgrade_type = security\n"));
    assertEquals("latest\n", read("/etc/dnf/vars/releasever"));
    assertEquals("enabled", state("dnf-automatic.timer"));
  }

  @Test
  void leavesNothingOfTheBuildHost() throws Exception {
    List<String> traces =
        List.of(
            "/etc/ssh/ssh_host_ed25519_key",
            "/etc/ssh/ssh_host_ed25519_key.pub",
            "/root/.ssh/authorized_keys",
            "/root/.bash_history",
            "/home/ec2-user/.ssh/authorized_keys",
            "/home/ec2-user/.bash_history",
            "/home/ec2-user/.aws/credentials",
            "/var/lib/cloud/instances/i-1/user-data.txt",
            "/var/lib/systemd/random-seed",
            "/var/log/journal/0123/system.journal",
            "/var/log/messages",
            "/var/lib/weir/fluent-bit/weir_source/1.flb",
            "/var/tmp/weir-image/install.sh",
            "/var/cache/dnf/repomd.xml");
    for (String trace : traces) {
      write(trace, "of the build host\n");
    }
    write("/etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    write("/opt/weir/bin/weir", "stays\n");
    write("/var/log/weir/readme", "goes, and its folder stays\n");

    assertEquals(new Tool.Finished(0, ""), run("clean.sh", Map.of()));
    assertEquals(new Tool.Finished(0, ""), run("clean.sh", Map.of()));

    for (String trace : traces) {
      assertFalse(Files.exists(root.file(trace)), trace);
    }
    assertEquals("", read("/etc/machine-id"));
    assertEquals("stays\n", read("/opt/weir/bin/weir"));
    assertTrue(Files.isDirectory(root.file("/var/log/weir")));
    assertTrue(Files.isDirectory(root.file("/home/ec2-user")));
  }

  @Test
  void refusesAnImageThatHoldsSecrets() throws Exception {
    write("/etc/weir/weir.yaml", "fleet_key: of somebody\n");
    write("/etc/weir/credentials/fleet-key", "of somebody\n");

    Tool.Finished finished = run("clean.sh", Map.of());

    assertNotEquals(0, finished.code());
    assertTrue(finished.output().contains("/etc/weir/weir.yaml\n"), finished::output);
    assertTrue(finished.output().contains("/etc/weir/credentials/fleet-key\n"), finished::output);
  }

  private Tool.Finished run(String script, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("WEIR_ROOT", root.folder().toString());
    return Tool.named("bash").run(Tool.ROOT, all, List.of(SCRIPTS.resolve(script).toString()));
  }

  private Tool.Finished systemctl(String... arguments) {
    List<String> line = new ArrayList<>(List.of("--root=" + root.folder()));
    line.addAll(List.of(arguments));
    return Tool.named("systemctl").run(line);
  }

  private String state(String unit) {
    return systemctl("is-enabled", unit).output().strip();
  }

  private void write(String path, String content) throws IOException {
    Files.createDirectories(root.file(path).getParent());
    Files.writeString(root.file(path), content);
  }

  private String read(String path) throws IOException {
    return Files.readString(root.file(path));
  }
}
