package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkHandler;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.lab.Eventually;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BudgetTest {
  private static final int SLOT = 256 << 10;
  private static final int FRAME = 2 << 20;
  // Three slots of 256 KiB beside the oversize lane of 2 MiB, each byte counted three times.
  private static final ForwardLimits LIMITS =
      new ForwardLimits(
          new ByteSize(3L * (FRAME + 3 * SLOT)),
          new ByteSize(SLOT),
          new ByteSize(FRAME),
          new ByteSize(FRAME),
          500,
          4,
          1000);

  private final CollectingHandler handler = new CollectingHandler(true);
  private final RecordingObserver observer = new RecordingObserver();

  @Test
  void servesEverybodyWhenHundredsSendHalfOfTheirChunks() throws Exception {
    byte[] message = LargeMessage.packed(200 << 10);
    try (ForwardServer server = start(Duration.ofMillis(300), handler);
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = server.ports().getFirst();
      List<Future<Boolean>> whole = new ArrayList<>();
      List<Future<Boolean>> half = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        if (i % 10 == 0) {
          half.add(senders.submit(() -> send(port, message, message.length / 2)));
        } else {
          whole.add(senders.submit(() -> send(port, message, message.length)));
        }
      }

      for (Future<Boolean> sent : whole) {
        assertTrue(sent.get());
      }
      for (Future<Boolean> sent : half) {
        assertEquals(false, sent.get());
      }
      assertEquals(180, observer.count("acked"));
      assertEquals(20, observer.count("slot lost"));
      Eventually.until("slots are free", () -> server.freeSlots() == 3);
    }
  }

  @Test
  void readsNoMoreChunksThanThereAreSlots() throws Exception {
    CollectingHandler holding = new CollectingHandler(false);
    byte[] message = LargeMessage.packed(2000);
    try (ForwardServer server = start(Duration.ofSeconds(10), holding);
        TestClient one = connect(server);
        TestClient two = connect(server)) {
      for (int i = 0; i < 3; i++) {
        one.send(message);
      }
      Eventually.until("three chunks", () -> holding.pending.size() == 3);
      two.send(message);
      Eventually.until("the fourth has begun", () -> server.freeSlots() == 0);
      int before = holding.pending.size();

      holding.pending.take().done();

      assertEquals(3, before);
      assertEquals(WireMessage.ACK, one.receiveHex(9));
      Eventually.until("the fourth chunk", () -> holding.pending.size() == 3);
      holding.pending.forEach(Chunk::done);
      assertEquals(WireMessage.ACK, two.receiveHex(9));
    }
  }

  @Test
  void holdsManySmallChunksBesideTheSlots() throws Exception {
    CollectingHandler holding = new CollectingHandler(false);
    // Four slots: one of them makes the room for some 85 messages of 3 KB.
    ForwardLimits four =
        new ForwardLimits(
            new ByteSize(3L * (FRAME + 4 * SLOT)),
            LIMITS.slot(),
            LIMITS.frame(),
            LIMITS.decompressed(),
            500,
            1000,
            1000);
    byte[] small = LargeMessage.packed(3100);
    byte[] larger = LargeMessage.packed(SLOT / 8);
    try (ForwardServer server = start(Duration.ofSeconds(10), holding, four, System::nanoTime);
        TestClient client = connect(server)) {
      for (int i = 0; i < 60; i++) {
        client.send(small);
      }
      Eventually.until("all small ones", () -> holding.pending.size() == 60);
      Eventually.until("their slots are free", () -> server.freeSlots() == 3);
      client.send(larger);
      Eventually.until("one that is not small", () -> holding.pending.size() == 61);
      assertEquals(2, server.freeSlots());
      for (int i = 0; i < 40; i++) {
        client.send(small);
      }

      // The room is full: what comes holds slots, and the last ones wait for one.
      Eventually.until("no slot is free", () -> server.freeSlots() == 0);
      int held = holding.pending.size();
      for (int i = 0; i < 101; i++) {
        holding.pending.take().done();
      }

      assertTrue(held < 101, () -> held + " are held");
      assertEquals(WireMessage.ACK.repeat(101), client.receiveHex(9 * 101));
      Eventually.until("all are free", () -> server.freeSlots() == 3);
    }
  }

  @Test
  void boundsChunksInFlightOfOneConnection() throws Exception {
    CollectingHandler holding = new CollectingHandler(false);
    ForwardLimits two =
        new ForwardLimits(
            LIMITS.budget(), LIMITS.slot(), LIMITS.frame(), LIMITS.decompressed(), 500, 2, 1000);
    try (ForwardServer server = start(Duration.ofSeconds(10), holding, two, System::nanoTime);
        TestClient client = connect(server);
        TestClient other = connect(server)) {
      for (int i = 0; i < 3; i++) {
        client.sendHex("93 a1't' 90 81 a5'chunk' a1'a'");
      }
      Eventually.until("two", () -> holding.pending.size() == 2);
      other.sendHex("93 a1'o' 90 81 a5'chunk' a1'o'");
      Eventually.until("the other's", () -> holding.pending.size() == 3);

      for (int i = 0; i < 4; i++) {
        holding.pending.take().done();
      }

      assertEquals("81a361636ba161".repeat(3), client.receiveHex(21));
      assertEquals("81a361636ba16f", other.receiveHex(7));
    }
  }

  @Test
  void takesLargeMessagesOneAfterAnother() throws Exception {
    byte[] message = LargeMessage.packed(FRAME - 100);
    try (ForwardServer server = start(Duration.ofSeconds(10), handler);
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = server.ports().getFirst();
      List<Future<Boolean>> sent = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        sent.add(senders.submit(() -> send(port, message, message.length)));
      }

      for (Future<Boolean> one : sent) {
        assertTrue(one.get());
      }
      Eventually.until("slots are free", () -> server.freeSlots() == 3);
    }
  }

  @Test
  void takesLaneWhenPayloadGrowsLargeOrArrayTurnsOutLarge() throws Exception {
    byte[] entries = LargeMessage.entries(SLOT * 3);
    byte[] compressed = WireMessage.compressed("gzip", Bytes.gzip(entries)).bytes();
    byte[] forward =
        Bytes.concat(
            Bytes.hex("93 a1't' dd %08x".formatted(entries.length / LargeMessage.ENTRY_BYTES)),
            entries,
            Bytes.hex("81" + WireMessage.CHUNK));
    try (ForwardServer server = start(Duration.ofSeconds(10), handler);
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = server.ports().getFirst();
      List<Future<Boolean>> sent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        byte[] message = i % 2 == 0 ? compressed : forward;
        sent.add(senders.submit(() -> send(port, message, message.length)));
      }

      for (Future<Boolean> one : sent) {
        assertTrue(one.get());
      }
      assertEquals(20 * (entries.length / LargeMessage.ENTRY_BYTES), handler.records.size());
      Eventually.until("slots are free", () -> server.freeSlots() == 3);
    }
  }

  @Test
  void refusesMessageWhoseHeaderLiesAcrossTheFrameLimit() throws Exception {
    byte[] start = Bytes.hex("92 a1't' 92 c6 %08x".formatted(FRAME - 2 - 9));
    byte[] message =
        Bytes.concat(start, new byte[FRAME - 2 - start.length], Bytes.hex("db 00000001 00"));
    try (ForwardServer server = start(Duration.ofSeconds(10), handler);
        TestClient client = connect(server)) {
      client.send(message);

      assertEquals(0, client.receiveAll().length);
      Eventually.until(
          "refused", () -> observer.count("refused", ChunkRefusal.FRAME_TOO_LARGE) == 1);
      assertEquals(
          true,
          send(
              server.ports().getFirst(),
              LargeMessage.packed(SLOT * 2),
              LargeMessage.packed(SLOT * 2).length));
    }
  }

  @Test
  void keepsHundredsOfIdleConnectionsWithoutSlots() throws Exception {
    List<TestClient> idle = new ArrayList<>();
    try (ForwardServer server = start(Duration.ofSeconds(10), handler)) {
      for (int i = 0; i < 900; i++) {
        idle.add(connect(server));
      }
      Eventually.until("all are open", () -> server.connections() == 900);
      assertEquals(3, server.freeSlots());

      for (TestClient client : idle) {
        assertTrue(send(client, LargeMessage.packed(2000)));
      }

      assertEquals(0, observer.count("slot lost"));
    } finally {
      for (TestClient client : idle) {
        client.close();
      }
    }
  }

  @Test
  void closesConnectionsBeyondTheLimit() throws Exception {
    ForwardLimits two =
        new ForwardLimits(
            LIMITS.budget(), LIMITS.slot(), LIMITS.frame(), LIMITS.decompressed(), 500, 4, 2);
    try (ForwardServer server = start(Duration.ofSeconds(10), handler, two, System::nanoTime);
        TestClient one = connect(server);
        TestClient other = connect(server)) {
      Eventually.until("both are open", () -> server.connections() == 2);
      try (TestClient third = connect(server)) {
        assertEquals(0, third.receiveAll().length);
      }

      assertTrue(send(one, LargeMessage.packed(2000)));
      assertTrue(send(other, LargeMessage.packed(2000)));
      Eventually.until(
          "counted", () -> observer.count("closed", CloseReason.TOO_MANY_CONNECTIONS) == 1);
    }
  }

  @Test
  void takesSlotFromPeerThatStalls() throws Exception {
    AtomicLong clock = new AtomicLong();
    try (ForwardServer server = start(Duration.ofSeconds(10), handler, LIMITS, clock::get);
        TestClient stalled = connect(server);
        TestClient idle = connect(server)) {
      assertTrue(send(idle, LargeMessage.packed(2000)));
      stalled.send(LargeMessage.packed(20_000), 0, 5_000);
      Eventually.until("it holds a slot", () -> server.freeSlots() == 2);

      Eventually.until(
          "closed",
          () -> {
            clock.addAndGet(Duration.ofSeconds(11).toNanos());
            return observer.count("closed", CloseReason.READ_STALLED) == 1;
          });
      assertEquals(0, stalled.receiveAll().length);
      Eventually.until("slots are free", () -> server.freeSlots() == 3);
      assertTrue(send(idle, LargeMessage.packed(2000)));
    }
  }

  @Test
  void refusesBudgetThatHoldsNoSlot() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ForwardLimits(
                    ByteSize.ofMiB(96),
                    ByteSize.ofMiB(4),
                    ByteSize.ofMiB(32),
                    ByteSize.ofMiB(32),
                    500,
                    4,
                    1000));

    assertTrue(refused.toString().contains("at least 108MiB"), refused::toString);
  }

  /** Whether the whole message was acknowledged; false if the server closed. */
  private static boolean send(int port, byte[] message, int bytes) throws IOException {
    try (TestClient client = TestClient.tcp(port)) {
      client.send(message, 0, bytes);
      return client.receive(9).length == 9;
    }
  }

  private static boolean send(TestClient client, byte[] message) throws IOException {
    return client.send(message).receive(9).length == 9;
  }

  private ForwardServer start(Duration stall, ChunkHandler chunks) throws IOException {
    return start(stall, chunks, LIMITS, System::nanoTime);
  }

  private ForwardServer start(
      Duration stall, ChunkHandler chunks, ForwardLimits limits, LongSupplier ticker)
      throws IOException {
    ForwardDeadlines deadlines =
        new ForwardDeadlines(
            Duration.ofSeconds(60), stall, Duration.ofSeconds(60), Duration.ofSeconds(1));
    ForwardServer server =
        new ForwardServer(
            new ForwardSettings(
                List.of(new Listener.Tcp("127.0.0.1", 0, null, true)), limits, deadlines),
            chunks,
            observer,
            ticker);
    server.start();
    return server;
  }

  private static TestClient connect(ForwardServer server) throws IOException {
    return TestClient.tcp(server.ports().getFirst());
  }
}
