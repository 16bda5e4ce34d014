package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.chunk.Chunk;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ListenerTest {
  private static final SharedKeyAuth AUTH =
      new SharedKeyAuth("weir.test", "k3y", Map.of("ann", "s3cret"));

  private final CollectingHandler handler = new CollectingHandler(false);
  private final RecordingObserver observer = new RecordingObserver();

  @Test
  void refusesTcpWithoutSharedKeyUnlessInsecure() {
    assertThrows(
        IllegalArgumentException.class, () -> new Listener.Tcp("127.0.0.1", 1, null, false));
    assertDoesNotThrow(() -> new Listener.Tcp("127.0.0.1", 1, null, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "example.org"})
  void refusesPlainTextBeyondLoopbackUnlessInsecure(String host) {
    assertThrows(IllegalArgumentException.class, () -> new Listener.Tcp(host, 1, AUTH, false));
    assertDoesNotThrow(() -> new Listener.Tcp(host, 1, AUTH, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void takesPlainTextOnLoopback(String host) {
    assertDoesNotThrow(() -> new Listener.Tcp(host, 1, AUTH, false));
  }

  @Test
  void showsNoSecret() {
    String shown = new Listener.Tcp("127.0.0.1", 1, AUTH, false).toString();

    assertFalse(shown.contains("k3y") || shown.contains("s3cret"), shown);
  }

  @Test
  void replacesSocketThatNobodyListensOn(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("s");
    try (ServerSocketChannel stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      stale.bind(UnixDomainSocketAddress.of(path));
    }
    assertTrue(Files.exists(path));

    try (ForwardServer server = server(new Listener.UnixSocket(path))) {
      assertDoesNotThrow(server::start);
    }
  }

  @Test
  void leavesSocketThatSomebodyListensOnAndFilesThatAreNone(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("s");
    Path file = Files.writeString(folder.resolve("f"), "kept");
    try (ForwardServer first = server(new Listener.UnixSocket(path));
        ForwardServer second = server(new Listener.UnixSocket(path));
        ForwardServer third = server(new Listener.UnixSocket(file))) {
      first.start();

      IOException inUse = assertThrows(IOException.class, second::start);
      IOException noSocket = assertThrows(IOException.class, third::start);

      assertTrue(inUse.toString().contains("is in use"), inUse::toString);
      assertTrue(noSocket.toString().contains("is no socket"), noSocket::toString);
      assertEquals("kept", Files.readString(file));
      assertTrue(Files.exists(path));
    }
  }

  @Test
  void saysThatTheFolderOfASocketIsMissing(@TempDir Path folder) throws Exception {
    try (ForwardServer server = server(new Listener.UnixSocket(folder.resolve("none/s")))) {
      IOException refused = assertThrows(IOException.class, server::start);

      assertTrue(
          refused.toString().contains("there is no folder " + folder + "/none: make it"),
          refused::toString);
    }
  }

  @Test
  void opensAllListenersOrNone(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("s");
    try (ForwardServer first = server(new Listener.Tcp("127.0.0.1", 0, null, true))) {
      first.start();
      int taken = first.ports().getFirst();
      try (ForwardServer second =
          server(new Listener.UnixSocket(path), new Listener.Tcp("127.0.0.1", taken, null, true))) {
        IOException refused = assertThrows(IOException.class, second::start);

        assertTrue(refused.toString().contains("127.0.0.1:" + taken), refused::toString);
        assertFalse(Files.exists(path));
      }
    }
  }

  @Test
  void waitsForChunksInFlightWhenItCloses() throws Exception {
    ForwardServer server = server(new Listener.Tcp("127.0.0.1", 0, null, true));
    server.start();
    try (TestClient client = TestClient.tcp(server.ports().getFirst());
        TestClient idle = TestClient.tcp(server.ports().getFirst())) {
      client.sendHex("93 a1't' 90 81" + WireMessage.CHUNK);
      Chunk chunk = handler.pending.take();
      Thread closing = Thread.ofVirtual().start(server::close);
      assertEquals(0, idle.receiveAll().length);
      boolean closedBefore = !closing.isAlive();

      chunk.done();

      assertFalse(closedBefore);
      assertEquals(WireMessage.ACK, client.receiveHex(9));
      closing.join();
      assertEquals(0, client.receiveAll().length);
      assertEquals(2, observer.count("closed", CloseReason.SERVER_CLOSED));
    }
  }

  @Test
  void givesUpChunksAfterItsDeadlineAndNeverAnswersThem() throws Exception {
    ForwardDeadlines deadlines =
        new ForwardDeadlines(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMillis(50));
    ForwardServer server =
        new ForwardServer(
            new ForwardSettings(
                List.of(new Listener.Tcp("127.0.0.1", 0, null, true)),
                ForwardLimits.DEFAULT,
                deadlines),
            handler,
            observer);
    server.start();
    try (TestClient client = TestClient.tcp(server.ports().getFirst())) {
      client.sendHex("93 a1't' 90 81" + WireMessage.CHUNK);
      Chunk chunk = handler.pending.take();

      server.close();
      chunk.done();

      assertTrue(chunk.isCancelled());
      assertEquals(0, client.receiveAll().length);
    }
  }

  @Test
  void mayBeClosedBeforeStartAndTwice() {
    ForwardServer server = server(new Listener.Tcp("127.0.0.1", 0, null, true));

    server.close();

    assertDoesNotThrow(server::close);
    assertThrows(IllegalStateException.class, server::start);
  }

  private ForwardServer server(Listener... listeners) {
    return new ForwardServer(ForwardSettings.of(listeners), handler, observer);
  }
}
