package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkHandler;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.lab.Eventually;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class RepeatedRefusalTest {
  private static final String BROKEN = "93 a1't' a3 92 03 c1 81" + WireMessage.CHUNK;

  private final CollectingHandler handler = new CollectingHandler(true, false);
  private final RecordingObserver observer = new RecordingObserver();
  private final ForwardServer server =
      new ForwardServer(
          ForwardSettings.of(new Listener.Tcp("127.0.0.1", 0, null, true)), handler, observer);

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void givesChunkToBeSalvagedAtItsThirdRefusalAndAcknowledgesItThen() throws Exception {
    assertTrue(isClosedOn(BROKEN));
    assertTrue(isClosedOn(BROKEN));
    try (TestClient client = connect()) {
      client.sendHex(BROKEN);
      Chunk chunk = handler.salvaged.take();
      boolean answeredBefore = client.hasAnswer();
      byte[] entries = Arrays.copyOfRange(chunk.bytes(), chunk.from(), chunk.to());

      chunk.done();
      chunk.done();

      assertFalse(answeredBefore);
      assertEquals(WireMessage.ACK, client.receiveHex(9));
      assertEquals("t", chunk.tag());
      assertArrayEquals(Bytes.hex("92 03 c1"), entries);
      assertEquals(1, observer.count("poisoned", ChunkRefusal.BAD_RECORD));
      client.sendHex(BROKEN);
      assertEquals(WireMessage.ACK, client.receiveHex(9));
      assertTrue(handler.salvaged.isEmpty());
      Eventually.until("slots are free", () -> server.freeSlots() == 7);
    }
  }

  @Test
  void givesChunkToBeSalvagedAgainWhoseConnectionEndedBefore() throws Exception {
    assertTrue(isClosedOn(BROKEN));
    assertTrue(isClosedOn(BROKEN));
    try (TestClient client = connect()) {
      client.sendHex(BROKEN);
      handler.salvaged.take().refuse(ChunkRefusal.HANDLER_CLOSING);
      assertEquals(0, client.receiveAll().length);
    }

    try (TestClient client = connect()) {
      client.sendHex(BROKEN);
      handler.salvaged.take().done();

      assertEquals(WireMessage.ACK, client.receiveHex(9));
    }
  }

  @Test
  void countsChunksOfDifferentContentApart() throws Exception {
    assertTrue(isClosedOn(BROKEN));
    assertTrue(isClosedOn(BROKEN));

    boolean otherClosed = isClosedOn("93 a1't' a3 92 04 c1 81" + WireMessage.CHUNK);

    assertTrue(otherClosed);
    assertTrue(handler.salvaged.isEmpty());
  }

  @Test
  void salvagesAtOnceWhatNobodyWillSendAgain() throws Exception {
    try (TestClient client = connect()) {
      client.sendHex("92 a1't' a3 92 03 c1");
      handler.salvaged.take().done();

      client.sendHex("93 a1't' 90 81" + WireMessage.CHUNK);

      assertEquals(WireMessage.ACK, client.receiveHex(9));
    }
  }

  @Test
  void keepsOnlyTheFirstBytesOfPayloadThatIsNoEntries() throws Exception {
    byte[] payload = new byte[128 << 10];
    byte[] large =
        Bytes.concat(
            Bytes.hex("93 a1't' c6 00020000"), payload, Bytes.hex("81 aa'compressed' a4'gzip'"));
    try (TestClient client = connect()) {
      client.send(large);

      Poison poison = handler.poisoned.take();

      assertEquals(64 << 10, poison.raw().length);
      assertEquals(128 << 10, poison.rawBytes());
    }
  }

  @Test
  void keepsBrokenFrameOnceThoughItCannotBeAcknowledged() throws Exception {
    String broken = "93 a1't' 91 92 03 81 a1'a' c1";
    for (int i = 0; i < 3; i++) {
      assertTrue(isClosedOn(broken));
    }

    Poison poison = handler.poisoned.take();
    poison.whenKept().run();

    assertEquals(ChunkRefusal.RESERVED_BYTE, poison.reason());
    assertTrue(isClosedOn(broken));
    assertTrue(handler.poisoned.isEmpty());
  }

  @Test
  void neverKeepsWhatTheHandlerOnlyFailedOn() throws Exception {
    ChunkHandler failing =
        new ChunkHandler() {
          @Override
          public void handle(Chunk chunk) {
            throw new IllegalStateException("a test's failure");
          }

          @Override
          public void salvage(Chunk chunk) {
            handler.salvage(chunk);
          }

          @Override
          public void poisoned(
              String tag,
              ChunkRefusal reason,
              byte[] raw,
              long rawBytes,
              String peer,
              Runnable whenKept) {
            handler.poisoned(tag, reason, raw, rawBytes, peer, whenKept);
          }
        };
    try (ForwardServer other =
        new ForwardServer(
            ForwardSettings.of(new Listener.Tcp("127.0.0.1", 0, null, true)), failing, observer)) {
      other.start();
      for (int i = 0; i < 5; i++) {
        try (TestClient client = TestClient.tcp(other.ports().getFirst())) {
          client.sendHex("93 a1't' 90 81" + WireMessage.CHUNK);
          assertEquals(0, client.receiveAll().length);
        }
      }
    }

    assertEquals(5, observer.count("refused", ChunkRefusal.HANDLER_FAILED));
    assertTrue(handler.poisoned.isEmpty());
  }

  @Test
  void tellsHandlerThatItsChunkIsCancelled() throws Exception {
    CollectingHandler holding = new CollectingHandler(false);
    try (ForwardServer other =
        new ForwardServer(
            ForwardSettings.of(new Listener.Tcp("127.0.0.1", 0, null, true)), holding, observer)) {
      other.start();
      Chunk chunk;
      try (TestClient client = TestClient.tcp(other.ports().getFirst())) {
        client.sendHex("93 a1't' 90 81" + WireMessage.CHUNK);
        chunk = holding.pending.take();
        assertFalse(chunk.isCancelled());
      }

      Eventually.until("cancelled", chunk::isCancelled);

      chunk.done();
      assertEquals(7, other.freeSlots());
    }
  }

  private boolean isClosedOn(String message) throws IOException {
    try (TestClient client = connect()) {
      return client.sendHex(message).receiveAll().length == 0;
    }
  }

  private TestClient connect() throws IOException {
    return TestClient.tcp(server.ports().getFirst());
  }
}
