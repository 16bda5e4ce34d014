package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slots are shared out among peers, and a message has to keep a pace. */
@Timeout(60)
final class FairSlotsTest {
  private static final int SLOT = 256 << 10;
  private static final int FRAME = 2 << 20;
  private static final int SLOTS = 3;

  private final RecordingObserver observer = new RecordingObserver();
  private final List<TestClient> slow = new ArrayList<>();
  private final List<Thread> trickles = new ArrayList<>();

  @AfterEach
  void disperse() throws Exception {
    for (TestClient client : slow) {
      client.close();
    }
    for (Thread each : trickles) {
      each.interrupt();
      each.join();
    }
  }

  @Test
  void endsMessageThatIsSlowAsAWholeThoughItNeverStalls() throws Exception {
    byte[] message = LargeMessage.packed(FRAME - 2000);
    try (ForwardServer server = start(Duration.ofMillis(600), ByteSize.ofMiB(1))) {
      // 66 KB each 200 ms: a piece within each deadline, and a third of the pace.
      TestClient client = join(server, "127.0.0.2");
      client.send(message, 0, 20_000);
      trickle(client, message, 66_000, Duration.ofMillis(200));

      Eventually.until("ended", () -> observer.count("closed", CloseReason.READ_STALLED) == 1);
      assertEquals(1, observer.count("slot lost"));
      assertServes(server, LargeMessage.packed(FRAME - 2000));
    }
  }

  @Test
  void takesMessageThatKeepsThePaceHoweverSlowThatIs() throws Exception {
    byte[] message = LargeMessage.packed(120_000);
    try (ForwardServer server = start(Duration.ofMillis(1500), ByteSize.ofKiB(16));
        TestClient client = TestClient.tcp(port(server))) {
      for (int at = 0; at < message.length; at += 20_000) {
        client.send(message, at, Math.min(message.length, at + 20_000));
        // The slowness itself.
        Thread.sleep(Duration.ofMillis(300));
      }

      assertEquals(WireMessage.ACK, client.receiveHex(9));
    }
  }

  @Test
  void slowPeerKeepsItsShareOfSlotsAndNoMore() throws Exception {
    byte[] message = LargeMessage.packed(250_000);
    try (ForwardServer server = start(Duration.ofSeconds(3), ByteSize.ofKiB(1))) {
      for (int i = 0; i < 10; i++) {
        TestClient client = join(server, "127.0.0.2");
        client.send(message, 0, 20_000);
        trickle(client, message, 8_000, Duration.ofMillis(200));
      }
      Eventually.until("it holds all", () -> server.freeSlots() == 0);

      long began = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        assertServes(server, LargeMessage.packed(200 << 10));
      }

      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertTrue(took.compareTo(Duration.ofSeconds(15)) < 0, "took " + took);
      assertTrue(observer.count("closed", CloseReason.SLOT_TAKEN) >= 1);
    }
  }

  @Test
  void slowMessageInTheLaneGivesWayToWhoWaitsForIt() throws Exception {
    byte[] message = LargeMessage.packed(FRAME - 2000);
    try (ForwardServer server = start(Duration.ofSeconds(2), ByteSize.ofKiB(64))) {
      TestClient slowest = join(server, "127.0.0.2");
      slowest.send(message, 0, 20_000);
      trickle(slowest, message, 66_000, Duration.ofMillis(300));
      Eventually.until("it has begun", () -> observer.count("slot") == 1);

      assertServes(server, message);

      assertEquals(1, observer.count("closed", CloseReason.SLOT_TAKEN));
    }
  }

  private static void assertServes(ForwardServer server, byte[] message) throws IOException {
    try (TestClient client = TestClient.tcp(port(server))) {
      assertEquals(WireMessage.ACK, client.send(message).receiveHex(9));
    }
  }

  private void trickle(TestClient client, byte[] message, int bytes, Duration pause) {
    trickles.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    for (int at = 20_000; at < message.length; at += bytes) {
                      client.send(message, at, Math.min(message.length, at + bytes));
                      // The slowness itself.
                      Thread.sleep(pause);
                    }
                  } catch (InterruptedException | IOException end) {
                    // The server has closed, or the test is over.
                  }
                }));
  }

  private TestClient join(ForwardServer server, String from) throws IOException {
    TestClient client = TestClient.tcpFrom(from, port(server));
    slow.add(client);
    return client;
  }

  private static int port(ForwardServer server) {
    return server.ports().getFirst();
  }

  private ForwardServer start(Duration stall, ByteSize pace) throws IOException {
    ForwardLimits limits =
        new ForwardLimits(
            new ByteSize(3L * (FRAME + SLOTS * SLOT)),
            new ByteSize(SLOT),
            new ByteSize(FRAME),
            new ByteSize(FRAME),
            500,
            4,
            100,
            100,
            pace);
    ForwardDeadlines deadlines =
        new ForwardDeadlines(
            Duration.ofSeconds(60), stall, Duration.ofSeconds(60), Duration.ofSeconds(1));
    ForwardServer server =
        new ForwardServer(
            new ForwardSettings(
                List.of(new Listener.Tcp("127.0.0.1", 0, null, true)), limits, deadlines),
            new CollectingHandler(true),
            observer);
    server.start();
    return server;
  }
}
