package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkHandler;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.lab.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class AcknowledgementTest {
  private static final String PACKED =
      "93 a4'test' c4 0d 92 ce 65000000 81 a3'log' a1'x' 82 a5'chunk' a3'id1' a4'size' 01";
  private static final String ACK = "81a361636ba3696431";

  private final RecordingObserver observer = new RecordingObserver();

  @Test
  void acknowledgesChunkOnlyWhenItIsDone() throws Exception {
    CollectingHandler handler = new CollectingHandler(false);
    try (ForwardServer server = start(handler, new Listener.Tcp("127.0.0.1", 0, null, true));
        TestClient client = TestClient.tcp(server.ports().getFirst())) {
      client.sendHex(PACKED);
      Chunk chunk = handler.pending.take();
      boolean answeredBefore = client.hasAnswer();

      chunk.done();

      assertFalse(answeredBefore);
      assertEquals(ACK, client.receiveHex(9));
      assertEquals("test 1694498816.000000000  81a36c6f67a178", handler.records.getFirst());
    }
  }

  @Test
  void acknowledgesChunksOfOneConnectionAsTheyBecomeFinal() throws Exception {
    CollectingHandler holding = new CollectingHandler(false);
    try (ForwardServer server = start(holding, new Listener.Tcp("127.0.0.1", 0, null, true));
        TestClient client = TestClient.tcp(server.ports().getFirst())) {
      client.sendHex("93 a1't' 90 81 a5'chunk' a1'a' 93 a1't' 90 81 a5'chunk' a1'b'");
      Chunk first = holding.pending.take();
      Chunk second = holding.pending.take();

      second.done();
      String firstAck = client.receiveHex(7);
      first.done();
      first.done();
      first.refuse(ChunkRefusal.HANDLER_CLOSING);

      assertEquals("81a361636ba162", firstAck);
      assertEquals("81a361636ba161", client.receiveHex(7));
      client.sendHex("93 a1't' 90 81 a5'chunk' a1'c'");
      holding.pending.take().done();
      assertEquals("81a361636ba163", client.receiveHex(7));
    }
  }

  @Test
  void servesUnixSocketThatOnlyItsGroupMayOpen(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("forward.sock");
    CollectingHandler handler = new CollectingHandler(true);
    try (ForwardServer server = start(handler, new Listener.UnixSocket(path));
        TestClient client = TestClient.unix(path)) {
      client.sendHex(PACKED);

      assertEquals(ACK, client.receiveHex(9));
      assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      Eventually.until("the slot is free", () -> server.freeSlots() == 7);
    }
    assertFalse(Files.exists(path));
  }

  private ForwardServer start(ChunkHandler handler, Listener listener) throws Exception {
    ForwardServer server = new ForwardServer(ForwardSettings.of(listener), handler, observer);
    server.start();
    return server;
  }
}
