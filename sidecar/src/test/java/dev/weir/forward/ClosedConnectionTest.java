package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.lab.Eventually;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ClosedConnectionTest {
  private static final String ONE = "93 a1't' 90 81 a5'chunk' a1'a'";
  private static final String ANOTHER = "93 a1't' 90 81 a5'chunk' a1'b'";

  private final CollectingHandler handler = new CollectingHandler(false);
  private final RecordingObserver observer = new RecordingObserver();
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void tellsOnceWhenThePeerClosesAfterTheChunkWasRead() throws Exception {
    try (ForwardServer server = start()) {
      TestClient client = TestClient.tcp(server.ports().getFirst());
      client.sendHex(ONE);
      Chunk chunk = handler.pending.take();
      chunk.onClosed(told::incrementAndGet);
      int before = told.get();

      client.close();
      Eventually.until("told", () -> told.get() == 1);
      chunk.done();

      assertEquals(0, before);
      assertEquals(1, told.get());
      assertTrue(chunk.isCancelled());
      Eventually.until("the slot is free", () -> server.freeSlots() == 7);
    }
  }

  @Test
  void tellsAtOnceWhenTheConnectionIsClosedAlready() throws Exception {
    try (ForwardServer server = start()) {
      TestClient client = TestClient.tcp(server.ports().getFirst());
      client.sendHex(ONE);
      Chunk chunk = handler.pending.take();
      client.close();
      Eventually.until("closed", chunk::isCancelled);

      chunk.onClosed(told::incrementAndGet);

      assertEquals(1, told.get());
      chunk.done();
    }
  }

  @Test
  void tellsNothingOfChunksThatAreSettled() throws Exception {
    try (ForwardServer server = start()) {
      TestClient client = TestClient.tcp(server.ports().getFirst());
      client.sendHex(ONE).sendHex(ANOTHER);
      Chunk settled = handler.pending.take();
      Chunk open = handler.pending.take();
      AtomicInteger openTold = new AtomicInteger();
      settled.onClosed(told::incrementAndGet);
      settled.done();
      open.onClosed(openTold::incrementAndGet);

      client.close();
      Eventually.until("told of the open one", () -> openTold.get() == 1);
      settled.onClosed(told::incrementAndGet);
      open.done();

      assertEquals(0, told.get());
    }
  }

  @Test
  void tellsTheOthersWhenAChunkIsRefused() throws Exception {
    try (ForwardServer server = start();
        TestClient client = TestClient.tcp(server.ports().getFirst())) {
      client.sendHex(ONE).sendHex(ANOTHER);
      Chunk refused = handler.pending.take();
      Chunk other = handler.pending.take();
      AtomicInteger otherTold = new AtomicInteger();
      refused.onClosed(told::incrementAndGet);
      other.onClosed(otherTold::incrementAndGet);

      refused.refuse(ChunkRefusal.HANDLER_FAILED);

      assertEquals(0, told.get());
      assertEquals(1, otherTold.get());
      other.done();
    }
  }

  private ForwardServer start() throws Exception {
    ForwardServer server =
        new ForwardServer(
            ForwardSettings.of(new Listener.Tcp("127.0.0.1", 0, null, true)), handler, observer);
    server.start();
    return server;
  }
}
