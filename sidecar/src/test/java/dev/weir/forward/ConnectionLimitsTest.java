package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that do nothing keep nobody out, and end where a peer ought to go on. */
@Timeout(60)
final class ConnectionLimitsTest {
  private static final String MESSAGE = "93 a1't' 91 92 03 80 81" + WireMessage.CHUNK;
  private static final int CONNECTIONS = 20;
  private static final int OF_PEER = 12;
  private static final ForwardLimits LIMITS =
      new ForwardLimits(
          ByteSize.ofMiB(192),
          ByteSize.ofMiB(4),
          ByteSize.ofMiB(32),
          ByteSize.ofMiB(32),
          500,
          4,
          CONNECTIONS,
          OF_PEER,
          ByteSize.ofKiB(16));

  private final RecordingObserver observer = new RecordingObserver();
  private final List<TestClient> crowd = new ArrayList<>();

  @AfterEach
  void disperse() throws IOException {
    for (TestClient client : crowd) {
      client.close();
    }
  }

  @Test
  void idleTcpConnectionsDoNotLockOutTheUnixSocket(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("s");
    try (ForwardServer server = start(Duration.ofSeconds(60), new Listener.UnixSocket(path))) {
      for (int i = 0; i < 3 * CONNECTIONS; i++) {
        join(server, i % 2 == 0 ? "127.0.0.2" : "127.0.0.3");
      }
      Eventually.until(
          "full", () -> observer.count("closed", CloseReason.TOO_MANY_CONNECTIONS) >= 40);

      try (TestClient unix = TestClient.unix(path)) {
        assertEquals(WireMessage.ACK, unix.sendHex(MESSAGE).receiveHex(9));
      }
      Eventually.until("no more are open", () -> server.connections() == CONNECTIONS);
    }
  }

  @Test
  void aPeerHasItsOwnLimit() throws Exception {
    try (ForwardServer server = start(Duration.ofSeconds(60))) {
      for (int i = 0; i < 2 * OF_PEER; i++) {
        join(server, "127.0.0.2");
      }
      Eventually.until(
          "closed", () -> observer.count("closed", CloseReason.TOO_MANY_CONNECTIONS) == OF_PEER);

      try (TestClient other = TestClient.tcp(port(server))) {
        assertEquals(WireMessage.ACK, other.sendHex(MESSAGE).receiveHex(9));
      }
      assertTrue(server.connections() >= OF_PEER);
    }
  }

  @Test
  void aPeerThatHasFewTakesThePlaceOfIdleOnesOfThePeerThatHasMost() throws Exception {
    try (ForwardServer server = start(Duration.ofSeconds(60));
        TestClient busy = TestClient.tcpFrom("127.0.0.2", port(server))) {
      busy.sendHex("93 a1't' 91");
      for (int i = 1; i < OF_PEER; i++) {
        join(server, "127.0.0.2");
      }
      for (int i = OF_PEER; i < CONNECTIONS; i++) {
        join(server, "127.0.0.3");
      }
      Eventually.until("full", () -> server.connections() == CONNECTIONS);

      for (int i = 0; i < 3; i++) {
        TestClient other = join(server, "127.0.0.1");
        assertEquals(WireMessage.ACK, other.sendHex(MESSAGE).receiveHex(9));
      }

      Eventually.until(
          "told of each", () -> observer.count("closed", CloseReason.TOO_MANY_CONNECTIONS) == 3);
      busy.sendHex("92 03 80 81" + WireMessage.CHUNK);
      assertEquals(WireMessage.ACK, busy.receiveHex(9));
    }
  }

  @Test
  void closesWhoSaysNothingAndHalfMessagesHoweverShort() throws Exception {
    try (ForwardServer server = start(Duration.ofMillis(300));
        TestClient silent = TestClient.tcp(port(server));
        TestClient half = TestClient.tcp(port(server));
        TestClient tag = TestClient.tcp(port(server));
        TestClient idle = TestClient.tcp(port(server));
        TestClient heartbeat = TestClient.tcp(port(server))) {
      assertEquals(WireMessage.ACK, idle.sendHex(MESSAGE).receiveHex(9));
      heartbeat.sendHex("c0");
      half.sendHex("93");
      tag.sendHex("93 a1't' c4 ff" + "00".repeat(200));

      assertEquals(0, half.receiveAll().length);
      assertEquals(0, tag.receiveAll().length);
      assertEquals(0, silent.receiveAll().length);

      Eventually.until("stalled", () -> observer.count("closed", CloseReason.READ_STALLED) == 2);
      Eventually.until("late", () -> observer.count("handshake", HandshakeFailure.TOO_LATE) == 1);
      assertEquals(0, observer.count("slot lost"));
      assertEquals(WireMessage.ACK, idle.sendHex(MESSAGE).receiveHex(9));
      assertEquals(WireMessage.ACK, heartbeat.sendHex(MESSAGE).receiveHex(9));
    }
  }

  @Test
  void closesUnixConnectionsThatSayNothing(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("s");
    try (ForwardServer server = start(Duration.ofMillis(200), new Listener.UnixSocket(path));
        TestClient silent = TestClient.unix(path)) {
      assertEquals(0, silent.receiveAll().length);
      Eventually.until("none is left", () -> server.connections() == 0);
    }
  }

  private TestClient join(ForwardServer server, String from) throws IOException {
    TestClient client = TestClient.tcpFrom(from, port(server));
    crowd.add(client);
    return client;
  }

  private static int port(ForwardServer server) {
    return server.ports().getFirst();
  }

  private ForwardServer start(Duration patience, Listener... others) throws IOException {
    List<Listener> listeners = new ArrayList<>();
    listeners.add(new Listener.Tcp("127.0.0.1", 0, null, true));
    listeners.addAll(List.of(others));
    ForwardDeadlines deadlines =
        new ForwardDeadlines(patience, patience, Duration.ofSeconds(60), Duration.ofSeconds(1));
    ForwardServer server =
        new ForwardServer(
            new ForwardSettings(listeners, LIMITS, deadlines),
            new CollectingHandler(true),
            observer);
    server.start();
    return server;
  }
}
