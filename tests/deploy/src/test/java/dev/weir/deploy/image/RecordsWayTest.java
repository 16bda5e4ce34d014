package dev.weir.deploy.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.deploy.Tool;
import dev.weir.e2e.FluentBit;
import dev.weir.e2e.GuardedProcess;
import dev.weir.lab.Eventually;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of the image that sends a record the whole local way, with the real two services. */
class RecordsWayTest {
  private static final Path SCRIPTS = Tool.ROOT.resolve("packer/scripts");
  private static final Pattern TRIAL =
      Pattern.compile("<<EOF\\n(source:.*?)\\nEOF", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void findsTheDocumentOfTheRecord() throws Exception {
    Optional<FluentBit> fluentBit = FluentBit.find(null);
    assumeTrue(fluentBit.isPresent(), "no Fluent Bit on this machine");
    Path documents = Files.createFile(folder.resolve("documents"));
    Path weirsSocket = folder.resolve("sidecar.sock");
    Path socket = folder.resolve("fluent-bit.sock");
    int searchPort = freePort();
    int metricsPort = freePort();
    Path config = folder.resolve("weir.yaml");
    Files.writeString(
        config,
        trialConfiguration()
            .replace("$port", Integer.toString(searchPort))
            .replace("9464", Integer.toString(metricsPort))
            .replace("/run/weir/sidecar.sock", weirsSocket.toString()));
    Map<String, String> environment =
        Map.of(
            "WEIR_FLUENT_BIT_SOCKET", socket.toString(),
            "WEIR_SIDECAR_SOCKET", weirsSocket.toString(),
            "WEIR_FLUENT_BIT_STORAGE", folder.resolve("storage").toString(),
            "WEIR_FLUENT_BIT_STATE", folder.resolve("state").toString());

    try (GuardedProcess search =
        start(
            "stub",
            "python3",
            SCRIPTS.resolve("stub_opensearch.py").toString(),
            Integer.toString(searchPort),
            documents.toString())) {
      until(search, () -> answers(searchPort, ""));
      Tool.Finished good = Tool.named("env").run(weirCommand("check", config));
      assertEquals(0, good.code(), good.output());
      try (GuardedProcess weir = start("weir", weirCommand("run", config).toArray(String[]::new));
          GuardedProcess fluent =
              GuardedProcess.start(
                  "Fluent Bit",
                  List.of(
                      fluentBit.get().program().toString(),
                      "-c",
                      Tool.ROOT.resolve("fluent-bit/fluent-bit.conf").toString()),
                  environment,
                  folder.resolve("fluent-bit.log"))) {
        until(weir, () -> answers(metricsPort, "readyz"));
        until(fluent, () -> Files.exists(socket));

        Tool.Finished checked = checkWay(socket, documents);

        assertEquals(0, checked.code(), () -> checked.output() + weir.tail() + fluent.tail());
      }
    }
  }

  @Test
  void failsIfNobodyListens() throws Exception {
    Tool.Finished checked =
        checkWay(folder.resolve("nobody.sock"), Files.createFile(folder.resolve("documents")));

    assertNotEquals(0, checked.code());
  }

  /** What check.sh writes to /etc/weir/weir.yaml for the trial. */
  private static String trialConfiguration() throws IOException {
    Matcher matcher = TRIAL.matcher(Files.readString(SCRIPTS.resolve("check.sh")));
    assertTrue(matcher.find(), "check.sh has the trial's configuration");
    return matcher.group(1) + "\n";
  }

  private static Tool.Finished checkWay(Path socket, Path documents) {
    return Tool.named("bash")
        .run(
            List.of(
                SCRIPTS.resolve("check-way.sh").toString(),
                socket.toString(),
                documents.toString()));
  }

  private GuardedProcess start(String name, String... command) {
    return GuardedProcess.start(name, List.of(command), Map.of(), folder.resolve(name + ".log"));
  }

  private static List<String> weirCommand(String command, Path config) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Dsun.net.httpserver.nodelay=true",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.weir.cli.Main",
        command,
        "-c",
        config.toString());
  }

  private static void until(GuardedProcess process, BooleanSupplier state) {
    Eventually.until(
        Duration.ofSeconds(60), () -> state.getAsBoolean() || !process.isAlive(), process::tail);
    assertTrue(process.isAlive(), process::tail);
  }

  private static boolean answers(int port, String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/" + path);
      return http.send(
                  HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
