package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.config.ConfigFile;
import dev.weir.config.WeirConfig;
import dev.weir.forward.CollectingHandler;
import dev.weir.forward.ForwardServer;
import dev.weir.forward.HandshakeFailure;
import dev.weir.forward.RecordingObserver;
import dev.weir.lab.Eventually;
import dev.weir.lab.TlsFiles;
import dev.weir.source.CountingObserver;
import dev.weir.source.LogLines;
import dev.weir.source.send.ForwardClient;
import dev.weir.source.send.TestFrames;
import dev.weir.units.ByteSize;
import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source's client to the sidecar's server over TLS, each as one configuration file says. */
@Timeout(60)
class ForwardOverTlsTest {
  private static final String CLIENT = "shared_key: right-key, user: { name: ann, password: pw }";

  @TempDir private static Path folder = Path.of("");
  private static TlsFiles server;
  private static TlsFiles stranger;
  private static TlsFiles elsewhere;

  private final CollectingHandler handler = new CollectingHandler(true);
  private final RecordingObserver atServer = new RecordingObserver();
  private final CountingObserver atClient = new CountingObserver();

  private @Nullable ForwardServer listening;

  @BeforeAll
  static void makeKeys() {
    server = TlsFiles.make(folder, "server");
    stranger = TlsFiles.make(folder, "stranger", "EC", "dns:localhost,ip:127.0.0.1");
    elsewhere = TlsFiles.make(folder, "elsewhere", "EC", "dns:elsewhere.example");
  }

  @AfterEach
  void close() {
    if (listening != null) {
      listening.close();
    }
  }

  @Test
  void sendsWithSharedKeyAndUser() throws Exception {
    WeirConfig config = config(server, CLIENT + ", tls: { ca: " + server.certificate() + " }");
    listen(config);
    ForwardClient client = connect(config);

    for (int i = 0; i < 20; i++) {
      client.accept(TestFrames.numbered(i));
    }

    assertEquals(0, client.close(Duration.ofSeconds(20)));
    assertEquals(20, atClient.count("acknowledged"));
    assertEquals(20, handler.records.size());
  }

  @Test
  void sendsToAnyCertificateWhereToldSo() throws Exception {
    WeirConfig config = config(elsewhere, CLIENT + ", tls: { insecure: true }");
    listen(config);
    ForwardClient client = connect(config);

    client.accept(TestFrames.numbered(0));

    assertEquals(0, client.close(Duration.ofSeconds(20)));
    assertEquals(1, handler.records.size());
  }

  @Test
  void sendsNothingToACertificateThatItDoesNotTrust() throws Exception {
    String to = CLIENT + ", tls: { ca: " + server.certificate() + " }";

    String line = refused(config(stranger, to), "lost tls");

    assertTrue(line.contains("TLS failed: (certificate_unknown) PKIX path"), line);
    Eventually.until("counted", () -> atServer.count("handshake", HandshakeFailure.TLS) > 0);
  }

  @Test
  void sendsNothingToACertificateOfAnotherHost() throws Exception {
    String to = CLIENT + ", tls: { ca: " + elsewhere.certificate() + " }";

    String line = refused(config(elsewhere, to), "lost tls");

    assertTrue(line.contains("No subject alternative names matching IP address 127.0.0.1"), line);
  }

  @Test
  void sendsNothingWhereItsKeyIsWrong() throws Exception {
    String to = "shared_key: wrong-key, tls: { ca: " + server.certificate() + " }";

    String line = refused(config(server, to), "lost handshake");

    assertTrue(line.contains("check the shared key, user and password"), line);
    Eventually.until(
        "counted", () -> atServer.count("handshake", HandshakeFailure.WRONG_SHARED_KEY) > 0);
  }

  @Test
  void sendsNothingWhereItsPasswordIsWrong() throws Exception {
    String to = CLIENT.replace("pw", "other") + ", tls: { ca: " + server.certificate() + " }";

    String line = refused(config(server, to), "lost handshake");

    assertTrue(line.contains("check the shared key, user and password"), line);
    Eventually.until("counted", () -> atServer.count("handshake", HandshakeFailure.WRONG_USER) > 0);
  }

  /** What the client logs first, once it is refused for the reason. */
  private String refused(WeirConfig config, String event) throws Exception {
    listen(config);
    try (LogLines log = new LogLines("dev.weir.source.send.ForwardConnection")) {
      ForwardClient client = connect(config);
      client.accept(TestFrames.numbered(0));
      Eventually.until(event, () -> atClient.count(event) > 0);

      assertEquals(1, client.close(Duration.ZERO));
      assertTrue(handler.records.isEmpty());
      assertEquals(0, atClient.count("connected"));
      return log.lines().getFirst();
    }
  }

  private void listen(WeirConfig config) throws IOException {
    listening = new ForwardServer(config.forward(), handler, atServer);
    listening.start();
  }

  private ForwardClient connect(WeirConfig config) throws IOException {
    ForwardClient client =
        new ForwardClient(
            SettingsAcross.source(config).forwardTo(),
            frame -> {},
            atClient,
            new SecureRandom(),
            System::nanoTime);
    client.start();
    return client;
  }

  private static WeirConfig config(TlsFiles keys, String to)
      throws IOException, InvalidFileException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String yaml =
        """
        host: here
        fleet_key: 0123456789abcdef
        source:
          queues: [{ url: "http://127.0.0.1:1/q", region: us-east-1 }]
          buckets: [{ name: bucket, region: us-east-1 }]
          forward_to: { tcp: 127.0.0.1:%d, %s }
        forward:
          listeners:
            - tcp: 127.0.0.1:%d
              shared_key: right-key
              users: [{ name: ann, password: pw }]
              tls: { cert: %s, key: %s }
        opensearch: { url: http://127.0.0.1:9200 }
        """
            .formatted(port, to, port, keys.certificate(), keys.key());
    return new ConfigFile(name -> null, ByteSize.ofMiB(512)).parse("weir.yaml", yaml).config();
  }
}
