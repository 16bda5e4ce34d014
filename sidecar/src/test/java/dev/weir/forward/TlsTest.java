package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.lab.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TlsTest {
  private static final byte[] MESSAGE = Bytes.hex("93 a1't' 91 92 03 80 81" + WireMessage.CHUNK);
  private static final byte[] ACK = Bytes.hex(WireMessage.ACK);

  @TempDir private static Path folder = Path.of("");
  private static TestKeys rsa;
  private static TestKeys ec;

  private final CollectingHandler handler = new CollectingHandler(true);
  private final RecordingObserver observer = new RecordingObserver();

  @BeforeAll
  static void makeKeys() throws Exception {
    rsa = TestKeys.make(folder, "rsa", "RSA");
    ec = TestKeys.make(folder, "ec", "EC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void readsAndAcknowledgesOverTls(String version) throws Exception {
    try (ForwardServer server = start(rsa.pkcs12(), null, Duration.ofSeconds(10));
        SSLSocket client = connect(server, ec.client(rsa))) {
      client.setEnabledProtocols(new String[] {version});
      for (int i = 0; i < 3; i++) {
        client.getOutputStream().write(MESSAGE);

        assertArrayEquals(ACK, client.getInputStream().readNBytes(9));
      }
      assertEquals(version, client.getSession().getProtocol());
    }
  }

  @Test
  void takesKeysFromPemFiles() throws Exception {
    for (TestKeys keys : List.of(rsa, ec)) {
      try (ForwardServer server = start(keys.pem(), null, Duration.ofSeconds(10));
          SSLSocket client = connect(server, rsa.client(keys))) {
        client.getOutputStream().write(MESSAGE);

        assertArrayEquals(ACK, client.getInputStream().readNBytes(9));
      }
    }
  }

  @Test
  void letsInOnlyClientsWithCertificateOfTheClientCa() throws Exception {
    try (ForwardServer server = start(rsa.pkcs12(), ec.certificate(), Duration.ofSeconds(10));
        SSLSocket known = connect(server, ec.client(rsa));
        SSLSocket unknown = connect(server, rsa.client(rsa))) {
      known.getOutputStream().write(MESSAGE);
      assertArrayEquals(ACK, known.getInputStream().readNBytes(9));

      unknown.setEnabledProtocols(new String[] {"TLSv1.2"});
      assertThrows(IOException.class, unknown::startHandshake);

      Eventually.until("failed", () -> observer.count("handshake", HandshakeFailure.TLS) == 1);
    }
  }

  @Test
  void refusesPlainTextAndOldVersions() throws Exception {
    try (ForwardServer server = start(rsa.pkcs12(), null, Duration.ofSeconds(10));
        TestClient plain = TestClient.tcp(server.ports().getFirst());
        SSLSocket old = connect(server, ec.client(rsa))) {
      plain.send(MESSAGE);
      plain.receiveAll();
      old.setEnabledProtocols(new String[] {"TLSv1.1"});
      assertThrows(SSLHandshakeException.class, old::startHandshake);

      Eventually.until("failed", () -> observer.count("handshake", HandshakeFailure.TLS) >= 1);
      assertEquals(List.of(), handler.records);
    }
  }

  @Test
  void closesWhenTlsHandshakeIsLate() throws Exception {
    try (ForwardServer server = start(rsa.pkcs12(), null, Duration.ofMillis(100));
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.ports().getFirst())) {
      assertEquals(-1, silent.getInputStream().read());

      Eventually.until("failed", () -> observer.count("handshake", HandshakeFailure.TOO_LATE) == 1);
    }
  }

  @Test
  void namesTheFileThatHoldsNoKey() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    TlsKeys keys = new TlsKeys.Pem(rsa.certificate(), empty);

    IOException refused =
        assertThrows(IOException.class, () -> start(keys, null, Duration.ofSeconds(1)));

    assertEquals(true, refused.toString().contains("empty.pem"));
  }

  private ForwardServer start(TlsKeys keys, @Nullable Path clientCa, Duration handshake)
      throws IOException {
    ForwardDeadlines deadlines =
        new ForwardDeadlines(
            handshake, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
    ForwardServer server =
        new ForwardServer(
            new ForwardSettings(
                List.of(new Listener.Tls("127.0.0.1", 0, keys, clientCa, null, true)),
                ForwardLimits.DEFAULT,
                deadlines),
            handler,
            observer);
    server.start();
    return server;
  }

  private static SSLSocket connect(ForwardServer server, SSLContext context) throws IOException {
    return (SSLSocket)
        context
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), server.ports().getFirst());
  }
}
