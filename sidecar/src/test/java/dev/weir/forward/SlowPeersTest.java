package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that are slow, greedy or asleep cost nobody else anything. */
@Timeout(120)
final class SlowPeersTest {
  private static final int SLOT = 256 << 10;
  private static final int FRAME = 2 << 20;

  /** Three slots beside the lane: soon taken, if whoever opens a connection got one. */
  private static final ForwardLimits LIMITS =
      new ForwardLimits(
          new ByteSize(3L * (FRAME + 3 * SLOT)),
          new ByteSize(SLOT),
          new ByteSize(FRAME),
          new ByteSize(FRAME),
          500,
          4,
          10_000,
          10_000,
          ForwardLimits.DEFAULT.bytesPerSecond());

  private static final int CHUNKS = 300;

  private final CollectingHandler handler = new CollectingHandler(true);
  private final RecordingObserver observer = new RecordingObserver();
  private final List<TestClient> crowd = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();

  @Test
  void servesOthersAtFullSpeedBesideThousandsOfIdleConnections() throws Exception {
    try (ForwardServer server = start()) {
      Duration alone = serve(server);
      for (int i = 0; i < 3_000; i++) {
        // A heartbeat shows that somebody is there.
        join(server).sendHex("c0");
      }
      Eventually.until("all are open", () -> server.connections() >= 3_000);

      assertAsFast(alone, serve(server));
    } finally {
      disperse();
    }
  }

  @Test
  void servesOthersAtFullSpeedBesidePeersThatSendAByteASecond() throws Exception {
    byte[] message = LargeMessage.packed(100 << 10);
    try (ForwardServer server = start()) {
      Duration alone = serve(server);
      for (int i = 0; i < 200; i++) {
        // As far as they come in a while: the header, and what it announces never.
        join(server).send(message, 0, 20 + i);
      }
      Eventually.until("all are open", () -> server.connections() >= 200);
      Thread trickle = Thread.ofVirtual().start(() -> trickle(message));

      Duration beside = serve(server);

      trickle.interrupt();
      trickle.join();
      assertAsFast(alone, beside);
      assertEquals(3, server.freeSlots());
      assertEquals(0, observer.count("slot lost"));
    } finally {
      disperse();
    }
  }

  @Test
  void servesOthersAtFullSpeedBesidePeersThatNeverReadTheirAcknowledgements() throws Exception {
    try (ForwardServer server = start()) {
      Duration alone = serve(server);
      List<Thread> greedy = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        TestClient client = join(server);
        greedy.add(Thread.ofVirtual().start(() -> flood(client)));
      }
      // Until their sockets are full in both directions they are peers like others.
      long before = -1;
      for (long now = sent.get(); now != before; now = sent.get()) {
        before = now;
        // A second without a byte sent is how a full socket shows.
        Thread.sleep(Duration.ofSeconds(1));
      }

      Duration beside = serve(server);

      assertAsFast(alone, beside);
      disperse();
      for (Thread each : greedy) {
        each.join();
      }
      Eventually.until("their slots are free", () -> server.freeSlots() == 3);
    } finally {
      disperse();
    }
  }

  /** How long a well-behaved peer takes for its chunks. */
  private static Duration serve(ForwardServer server) throws IOException {
    byte[] message = LargeMessage.packed(50 << 10);
    long began = System.nanoTime();
    try (TestClient client = TestClient.tcp(server.ports().getFirst())) {
      for (int i = 0; i < CHUNKS; i++) {
        client.send(message);
        assertEquals(9, client.receive(9).length, "acknowledgement " + i);
      }
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** A starved peer would take as many seconds as chunks; a busy machine is forgiven. */
  private static void assertAsFast(Duration alone, Duration beside) {
    Duration limit = alone.multipliedBy(4).plusSeconds(2);
    assertTrue(beside.compareTo(limit) < 0, beside + " beside the crowd, " + alone + " alone");
  }

  private void trickle(byte[] message) {
    try {
      for (int at = 300; ; at++) {
        // The slowness itself: this peer sends one byte a second.
        Thread.sleep(Duration.ofSeconds(1));
        for (TestClient client : crowd) {
          client.send(message, at, at + 1);
        }
      }
    } catch (InterruptedException | IOException end) {
      // The test is over.
    }
  }

  private void flood(TestClient client) {
    byte[] message = Bytes.hex("93 a1't' 90 81 a5'chunk' da 03e8" + "61".repeat(1000));
    try {
      while (true) {
        client.send(message);
        sent.incrementAndGet();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private TestClient join(ForwardServer server) throws IOException {
    TestClient client = TestClient.tcp(server.ports().getFirst());
    crowd.add(client);
    return client;
  }

  private void disperse() throws IOException {
    for (TestClient client : crowd) {
      client.close();
    }
  }

  private ForwardServer start() throws IOException {
    ForwardSettings settings = ForwardSettings.of(new Listener.Tcp("127.0.0.1", 0, null, true));
    ForwardServer server =
        new ForwardServer(
            new ForwardSettings(settings.listeners(), LIMITS, settings.deadlines()),
            handler,
            observer);
    server.start();
    return server;
  }
}
