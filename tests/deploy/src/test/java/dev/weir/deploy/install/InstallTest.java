package dev.weir.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.deploy.DebianRoot;
import dev.weir.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code install.sh} in a clean Debian root, as the build of an image does. */
class InstallTest {
  @TempDir private Path temporary;
  private DebianRoot root;

  @BeforeEach
  void prepare() throws IOException {
    root = DebianRoot.copy(temporary.resolve("root"));
    Files.copy(Tool.ROOT.resolve("ec2/install.sh"), root.file("/root/install.sh"));
    // An installed host has a user of that name from Weir's package.
    assertEquals(0, root.run("useradd", "--system", "weir").code());
  }

  @AfterEach
  void remove() {
    DebianRoot.delete(root.folder());
  }

  @Test
  void installsOnceAndChangesNothingTheSecondTime() throws Exception {
    String deb = make(TinyPackage.weir("1.0"));

    Tool.Finished first = install("--package", deb, "--without-fluent-bit");
    Tool.Finished second = install("--package", deb, "--without-fluent-bit");

    assertEquals(0, first.code(), first.output());
    assertEquals("1.0", version());
    assertEquals("enabled", root.run("systemctl", "is-enabled", "weir.service").output().strip());
    assertTrue(
        Files.readString(root.file("/etc/systemd/journald.conf.d/weir.conf"))
            .contains("SystemMaxUse=1G"));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(root.file("/var/lib/weir-install"))));
    assertEquals(0, second.code(), second.output());
    assertEquals("install: nothing to change\n", withoutHints(second));
  }

  @Test
  void saysWhatItWouldDoAndDoesNothing() throws Exception {
    String deb = make(TinyPackage.weir("1.0"));
    List<String> before = files();

    Tool.Finished finished = install("--package", deb, "--without-fluent-bit", "--dry-run");

    assertEquals(0, finished.code(), finished.output());
    assertTrue(finished.output().contains("would install Weir 1.0"), finished.output());
    assertEquals(before, files());
  }

  @Test
  void upgradesAndKeepsTheConfiguration() throws Exception {
    String old = make(TinyPackage.weir("1.0"));
    String deb = make(TinyPackage.weir("1.1"));
    install("--package", old, "--without-fluent-bit");
    Files.writeString(root.file("/etc/weir/weir.yaml"), "opensearch: {}\n");
    Files.writeString(root.file("/etc/weir/fluent-bit/fluent-bit.conf"), "# mine\n");

    Tool.Finished finished = install("--package", deb, "--without-fluent-bit");

    assertEquals(0, finished.code(), finished.output());
    assertEquals("1.1", version());
    assertEquals("opensearch: {}\n", Files.readString(root.file("/etc/weir/weir.yaml")));
    assertEquals("# mine\n", Files.readString(root.file("/etc/weir/fluent-bit/fluent-bit.conf")));
  }

  @Test
  void rollsBackOneVersionAndKeepsTwoPackages() throws Exception {
    for (String version : List.of("1.0", "1.1", "1.2")) {
      assertEquals(
          0, install("--package", make(TinyPackage.weir(version)), "--without-fluent-bit").code());
    }
    try (Stream<Path> kept = Files.list(root.file("/var/lib/weir-install/packages"))) {
      assertEquals(2, kept.count());
    }

    Tool.Finished back = install("--rollback");
    String between = version();
    Tool.Finished forth = install("--rollback");

    assertEquals(0, back.code(), back.output());
    assertEquals("1.1", between);
    assertEquals(0, forth.code(), forth.output());
    assertEquals("1.2", version());
  }

  @Test
  void hasNoVersionToGoBackToAfterTheFirst() throws Exception {
    install("--package", make(TinyPackage.weir("1.0")), "--without-fluent-bit");

    Tool.Finished finished = install("--rollback");

    assertEquals(1, finished.code(), finished.output());
    assertTrue(finished.output().contains("no earlier version"), finished.output());
  }

  @Test
  void refusesAKeptPackageThatWasExchanged() throws Exception {
    install("--package", make(TinyPackage.weir("1.0")), "--without-fluent-bit");
    install("--package", make(TinyPackage.weir("1.1")), "--without-fluent-bit");
    String previous = Files.readString(root.file("/var/lib/weir-install/previous")).strip();
    Files.writeString(
        root.file("/var/lib/weir-install/packages/" + previous + "/weir_1.0_all.deb"), "another");

    Tool.Finished finished = install("--rollback");

    assertEquals(1, finished.code(), finished.output());
    assertTrue(finished.output().contains("is damaged"), finished.output());
    assertEquals("1.1", version());
  }

  @Test
  void doesNotUpgradeToAVersionThatRefusesTheConfiguration() throws Exception {
    install("--package", make(TinyPackage.weir("1.0")), "--without-fluent-bit");
    Files.writeString(root.file("/etc/weir/weir.yaml"), "# refused-by-1.1\n");

    Tool.Finished finished =
        install("--package", make(TinyPackage.weir("1.1")), "--without-fluent-bit");

    assertEquals(1, finished.code(), finished.output());
    assertTrue(finished.output().contains("does not fit Weir 1.1"), finished.output());
    assertEquals("1.0", version());
  }

  @Test
  void goesBackIfTheNewVersionCannotBeInstalled() throws Exception {
    install("--package", make(TinyPackage.weir("1.0")), "--without-fluent-bit");
    TinyPackage broken =
        TinyPackage.weir("1.1").file("/DEBIAN/postinst", "#!/bin/sh\necho no >&2\nexit 1\n");

    Tool.Finished finished = install("--package", make(broken), "--without-fluent-bit");

    assertEquals(1, finished.code(), finished.output());
    assertTrue(finished.output().contains("going back to 1.0"), finished.output());
    assertEquals("1.0", version());
    assertEquals("weir 1.0\n", root.run("/opt/weir/bin/weir", "status").output());
  }

  @Test
  void leavesOnlyDataBehind() throws Exception {
    List<String> before = files();
    install("--package", make(TinyPackage.weir("1.0")), "--fluent-bit-package", make(fluentBit()));
    Files.writeString(root.file("/etc/weir/weir.yaml"), "opensearch: {}\n");
    Files.createDirectories(root.file("/var/lib/weir/fluent-bit/forward.0"));
    Files.writeString(root.file("/var/lib/weir/fluent-bit/forward.0/1.flb"), "records");

    Tool.Finished finished = install("--remove");

    assertEquals(0, finished.code(), finished.output());
    assertTrue(finished.output().contains("holds 1 chunks"), finished.output());
    List<String> left = new ArrayList<>(files());
    left.removeAll(before);
    left.removeIf(
        path -> path.matches("/(etc|var/lib)/weir(/.*)?|/(var/lib/dpkg|var/log|root/).*"));
    assertEquals(List.of(), left);
    assertTrue(Files.exists(root.file("/etc/weir/weir.yaml")));
    assertTrue(Files.exists(root.file("/etc/weir/fluent-bit/fluent-bit.conf")));
    assertEquals(1, install("--status").code());
  }

  @Test
  void installsFluentBitFromAFileOnce() throws Exception {
    String deb = make(TinyPackage.weir("1.0"));
    String fluentBit = make(fluentBit());

    Tool.Finished first = install("--package", deb, "--fluent-bit-package", fluentBit);
    Tool.Finished second = install("--package", deb, "--fluent-bit-package", fluentBit);

    assertEquals(0, first.code(), first.output());
    assertEquals(
        "enabled", root.run("systemctl", "is-enabled", "fluent-bit.service").output().strip());
    assertEquals("install: nothing to change\n", withoutHints(second));
  }

  @Test
  void trustsNoOtherKeyThanFluentBits() throws Exception {
    String deb = make(TinyPackage.weir("1.0"));
    Path home = Files.createDirectory(temporary.resolve("gnupg"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> gnupg = Map.of("GNUPGHOME", home.toString());
    Tool.Finished made =
        Tool.named("gpg")
            .run(
                Tool.ROOT,
                gnupg,
                List.of(
                    "--batch",
                    "--passphrase",
                    "",
                    "--quick-gen-key",
                    "Fluentbit releases <releases@fluentbit.io>",
                    "ed25519"));
    assertEquals(0, made.code(), made.output());
    Tool.Finished key = Tool.named("gpg").run(Tool.ROOT, gnupg, List.of("--armor", "--export"));
    Files.writeString(root.file("/root/wrong.key"), key.output());
    Files.writeString(root.file("/root/empty.key"), "nothing");

    for (String wrong : List.of("/root/wrong.key", "/root/empty.key")) {
      Tool.Finished finished = install("--package", deb, "--fluent-bit-key", wrong);

      assertEquals(1, finished.code(), finished.output());
      assertTrue(finished.output().contains("is not Fluent Bit's key"), finished.output());
      assertFalse(Files.exists(root.file("/usr/share/keyrings/fluentbit-keyring.gpg")));
      assertFalse(Files.exists(root.file("/etc/apt/sources.list.d/fluent-bit.list")));
    }
  }

  @Test
  void refusesAPackageThatIsNotTheOneMeant() throws Exception {
    String deb = make(TinyPackage.weir("1.0"));
    String foreign = make(TinyPackage.weir("1.0").architecture("riscv64"));
    String other = make(TinyPackage.named("other", "1.0"));
    String zeros = "0".repeat(64);
    Files.writeString(root.file("/root/elsewhere_1.0.rpm"), "");

    refused("was expected", "--package", deb, "--sha256", zeros);
    refused("is made for riscv64", "--package", foreign);
    refused("is no package of Weir", "--package", other);
    refused("is no .deb", "--package", "/root/elsewhere_1.0.rpm");
    Files.delete(root.file("/root/SHA256SUMS"));
    refused("put SHA256SUMS beside it", "--package", deb);
    assertEquals("", version());
  }

  @Test
  void runsAloneOnAHost() throws Exception {
    String deb = make(TinyPackage.weir("1.0"));
    Files.createDirectories(root.file("/var/lib/weir-install"));

    Tool.Finished finished =
        root.run(
            "flock",
            "/var/lib/weir-install",
            "bash",
            "/root/install.sh",
            "--package",
            deb,
            "--without-fluent-bit");

    assertEquals(1, finished.code(), finished.output());
    assertTrue(finished.output().contains("another install.sh"), finished.output());
    assertEquals("", version());
  }

  @Test
  void namesWrongUsage() {
    for (List<String> wrong :
        List.of(
            List.<String>of(),
            List.of("--package"),
            List.of("--package", "/nothing.deb"),
            List.of("--package", "https://example.com/weir.deb"),
            List.of("--package", "http://example.com/weir.deb", "--sha256", "0".repeat(64)),
            List.of("--package", "/root/install.sh", "--sha256", "12"),
            List.of("--rollback", "--remove"),
            List.of("--rollback", "--package", "/root/install.sh"),
            List.of("--ready-within", "soon", "--rollback"),
            List.of("--upgrade"))) {
      Tool.Finished finished = install(wrong.toArray(String[]::new));

      assertEquals(2, finished.code(), () -> wrong + "\n" + finished.output());
      assertTrue(finished.output().contains("Try install.sh --help"), finished.output());
    }
    assertEquals(0, install("--help").code());
  }

  private void refused(String reason, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--without-fluent-bit");
    Tool.Finished finished = install(all.toArray(String[]::new));
    assertEquals(1, finished.code(), finished.output());
    assertTrue(finished.output().contains(reason), finished.output());
  }

  /** A package that is laid out as the official one of Fluent Bit. */
  private static TinyPackage fluentBit() {
    return TinyPackage.named("fluent-bit", "5.1.1")
        .file("/opt/fluent-bit/bin/fluent-bit", "#!/bin/sh\necho Fluent Bit v5.1.1\n")
        .file(
            "/usr/lib/systemd/system/fluent-bit.service",
            """
            [Service]
            ExecStart=/opt/fluent-bit/bin/fluent-bit
            [Install]
            WantedBy=multi-user.target
            """);
  }

  /** Builds it into /root of the root, with its checksum; returns its path there. */
  private String make(TinyPackage tiny) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("packages"));
    String name = tiny.build(folder);
    for (String file : List.of(name, "SHA256SUMS")) {
      Files.copy(
          folder.resolve(file), root.file("/root/" + file), StandardCopyOption.REPLACE_EXISTING);
    }
    return "/root/" + name;
  }

  private Tool.Finished install(String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", "/root/install.sh"));
    command.addAll(List.of(arguments));
    return root.run(Map.of(), command);
  }

  /** Without the line that asks for a weir.yaml. */
  private static String withoutHints(Tool.Finished finished) {
    return finished
        .output()
        .lines()
        .filter(line -> !line.contains("weir.yaml"))
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }

  private String version() {
    return root.run("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", "weir")
        .output()
        .lines()
        .filter(line -> line.startsWith("installed "))
        .map(line -> line.substring("installed ".length()))
        .findFirst()
        .orElse("");
  }

  /** What is in the root, sorted. */
  private List<String> files() {
    Tool.Finished found = root.run("find", "/", "-xdev", "-not", "-path", "/tmp/*");
    return List.copyOf(new TreeSet<>(found.output().lines().toList()));
  }
}
