package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.lab.Eventually;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every part of the configuration that ships is understood and started by each Fluent Bit here. */
class FluentBitConfigurationTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path folder = Path.of("");

  /** Ways between the parts, with the optional parts that are taken in. */
  static Stream<Arguments> variants() {
    List<Variant> variants =
        List.of(
            unix(),
            unix("inputs-host", "outputs-host"),
            unix("inputs-host", "outputs-host-upstream"),
            unix("inputs-host", "filters-lua", "filters-lua-routes", "outputs-host"),
            unix("outputs-archive"),
            unix("inputs-journal", "outputs-host"),
            new Variant(Transport.Kind.TCP, List.of()),
            new Variant(Transport.Kind.TLS, List.of()));
    return FluentBit.all().stream()
        .flatMap(fluentBit -> variants.stream().map(variant -> Arguments.of(fluentBit, variant)));
  }

  private static Variant unix(String... parts) {
    return new Variant(Transport.Kind.UNIX, List.of(parts));
  }

  /** What is taken in. */
  private record Variant(Transport.Kind kind, List<String> parts) {}

  @ParameterizedTest
  @MethodSource("variants")
  void isUnderstood(Optional<FluentBit> fluentBit, Variant variant) throws Exception {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    Transport transport = transport(fluentBit, variant);
    Path log = folder.resolve("dry-run.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                fluentBit.get().program().toString(),
                "--dry-run",
                "-c",
                configuration(transport, variant.parts()).toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment(transport));

    Process process = builder.start();

    assertEquals(true, process.waitFor(1, TimeUnit.MINUTES), "does not end");
    String printed = Files.readString(log);
    assertEquals(0, process.exitValue(), printed);
    assertFalse(printed.contains("used but not set"), printed);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void starts(Optional<FluentBit> fluentBit, Variant variant) throws Exception {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    boolean needsJournal = variant.parts().contains("inputs-journal");
    // A container has no journal to read.
    assumeTrue(!needsJournal || Files.exists(Path.of("/run/systemd/journal")), "no journal here");
    Transport transport = transport(fluentBit, variant);
    Path configuration = configuration(transport, variant.parts());
    try (ServerSocketChannel sidecar = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      sidecar.bind(UnixDomainSocketAddress.of(folder.resolve("out.sock")));
      GuardedProcess process =
          GuardedProcess.start(
              "Fluent Bit",
              List.of(fluentBit.get().program().toString(), "-c", configuration.toString()),
              environment(transport),
              folder.resolve("log"));
      try (process) {
        Eventually.until(
            DEADLINE,
            () -> process.tail().contains("[sp] stream processor started") || !process.isAlive(),
            process::tail);
        assertEquals(true, process.isAlive(), process.tail());
      }
      String printed = Files.readString(folder.resolve("log"));
      assertFalse(printed.contains("[error]"), printed);
    }
  }

  private Transport transport(Optional<FluentBit> fluentBit, Variant variant) throws IOException {
    return Transport.of(PipelineOptions.of(fluentBit).transport(variant.kind()), folder);
  }

  private Path configuration(Transport transport, List<String> parts) throws IOException {
    Path shipped = Pipeline.shippedConfiguration();
    Path copy = folder.resolve("fluent-bit");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(shipped.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Path main = copy.resolve("fluent-bit.conf");
    String text = transport.in(Files.readString(main));
    for (String part : parts) {
      String line = "@INCLUDE conf.d/" + part + ".conf";
      assertEquals(true, text.contains("\n#" + line + "\n"), line);
      text = text.replace("\n#" + line + "\n", "\n" + line + "\n");
    }
    return Files.writeString(main, text);
  }

  /** As a host would set it, in this test's folder. */
  private Map<String, String> environment(Transport transport) throws Exception {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "WEIR_FLUENT_BIT_STORAGE", folder.resolve("storage").toString(),
                "WEIR_FLUENT_BIT_STATE",
                    Files.createDirectories(folder.resolve("state")).toString(),
                "WEIR_UPSTREAM", folder.resolve("fluent-bit/upstream.conf").toString(),
                "WEIR_SHARED_KEY", "a-key-of-the-test",
                "WEIR_CA_FILE", certificate().toString(),
                "WEIR_ARCHIVE_BUCKET", "archive",
                "WEIR_ARCHIVE_REGION", "eu-west-1"));
    environment.putAll(transport.environment());
    return environment;
  }

  /** Any certificate, out of the JDK's own trust store. */
  private Path certificate() throws Exception {
    KeyStore trusted =
        KeyStore.getInstance(
            Path.of(System.getProperty("java.home"), "lib/security/cacerts").toFile(),
            (char[]) null);
    byte[] bytes = trusted.getCertificate(trusted.aliases().nextElement()).getEncoded();
    return Files.writeString(
        folder.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
            + "\n-----END CERTIFICATE-----\n");
  }
}
