package dev.weir.source.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.settings.Endpoint;
import dev.weir.source.CountingObserver;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardClientTest {
  private static final ByteSize HELD = ByteSize.ofMiB(1);

  private final CountingObserver observer = new CountingObserver();

  @RepeatedTest(20)
  void sendsEveryFrameAndWaitsForItsAcknowledgement() throws Exception {
    try (ForwardPeer peer = new ForwardPeer(0, null)) {
      ForwardClient client = start(settings(peer, null));

      send(client, 50);

      assertEquals(0, client.close(Duration.ofSeconds(20)));
      assertEquals(chunks(50), received(peer));
      assertEquals(50, observer.count("acknowledged"));
    }
  }

  @RepeatedTest(20)
  void sendsAgainWhatWasOpenOnALostConnection() throws Exception {
    try (ForwardPeer peer = new ForwardPeer(0, null)) {
      AtomicInteger seen = new AtomicInteger();
      peer.behave(
          frame ->
              seen.incrementAndGet() % 4 == 2 ? ForwardPeer.Answer.CLOSE : ForwardPeer.Answer.ACK);
      ForwardClient client = start(settings(peer, null).withMaxInFlight(4));

      send(client, 20);

      assertEquals(0, client.close(Duration.ofSeconds(25)));
      assertEquals(chunks(20), received(peer));
      assertEquals(20, observer.count("acknowledged"));
      assertTrue(observer.count("resent") > 0);
    }
  }

  @Test
  void waitsForAPeerThatIsNotThereYet() throws Exception {
    int port;
    try (ForwardPeer closed = new ForwardPeer(0, null)) {
      port = closed.port();
    }
    Endpoint address = new Endpoint.Tcp("127.0.0.1", port);
    ForwardClient client = start(quick(ForwardSettings.of(address, null)));
    send(client, 3);
    Eventually.until("refused", () -> observer.count("lost refused") > 0);

    try (ForwardPeer peer = new ForwardPeer(port, null)) {
      assertEquals(0, client.close(Duration.ofSeconds(20)));
      assertEquals(chunks(3), received(peer));
    }
  }

  @Test
  void provesTheSharedKeyBeforeItSends() throws Exception {
    try (ForwardPeer peer = new ForwardPeer(0, "schlüssel")) {
      ForwardClient client = start(settings(peer, SharedKey.of("schlüssel", "here")));

      send(client, 5);

      assertEquals(0, client.close(Duration.ofSeconds(20)));
      assertEquals(chunks(5), received(peer));
    }
  }

  @Test
  void speaksOverAUnixSocket(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("forward.sock");
    try (ForwardPeer peer = new ForwardPeer(path)) {
      ForwardClient client = start(quick(ForwardSettings.of(new Endpoint.Unix(path), null)));

      send(client, 20);

      assertEquals(0, client.close(Duration.ofSeconds(20)));
      assertEquals(chunks(20), received(peer));
    }
  }

  @Test
  void sendsNothingToAPeerThatRefusesItsKey() throws Exception {
    try (ForwardPeer peer = new ForwardPeer(0, "right")) {
      ForwardClient client = start(settings(peer, SharedKey.of("wrong", "here")));

      send(client, 1);
      Eventually.until("refused", () -> observer.count("lost handshake") > 0);

      assertEquals(1, client.close(Duration.ZERO));
      assertTrue(peer.frames().isEmpty());
    }
  }

  @Test
  void closesAConnectionWithAWrongAcknowledgement() throws Exception {
    try (ForwardPeer peer = new ForwardPeer(0, null)) {
      AtomicInteger seen = new AtomicInteger();
      peer.behave(
          frame ->
              seen.getAndIncrement() == 0 ? ForwardPeer.Answer.WRONG_ACK : ForwardPeer.Answer.ACK);
      ForwardClient client = start(settings(peer, null));

      send(client, 1);

      assertEquals(0, client.close(Duration.ofSeconds(20)));
      assertEquals(1, observer.count("lost wrong_ack"));
      assertEquals(2, peer.frames().size());
    }
  }

  @Test
  void givesASilentPeerUpAfterTheAckTimeout() throws Exception {
    try (ForwardPeer peer = new ForwardPeer(0, null)) {
      AtomicInteger seen = new AtomicInteger();
      peer.behave(
          frame ->
              seen.getAndIncrement() == 0 ? ForwardPeer.Answer.SILENCE : ForwardPeer.Answer.ACK);
      ForwardSettings timed =
          new ForwardSettings(
              peer.address(),
              null,
              null,
              1,
              HELD,
              1,
              new ForwardTimes(
                  Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMillis(100)));
      ForwardClient client = start(timed);

      send(client, 1);

      assertEquals(0, client.close(Duration.ofSeconds(20)));
      assertEquals(1, observer.count("lost ack_timeout"));
    }
  }

  @Test
  void holdsNoMoreBytesThanItMay() throws Exception {
    try (ForwardPeer peer = new ForwardPeer(0, null)) {
      peer.behave(frame -> ForwardPeer.Answer.SILENCE);
      ForwardClient client =
          new ForwardClient(
              quick(ForwardSettings.of(peer.address(), null), new ByteSize(250)),
              frame -> {},
              observer,
              new SecureRandom(),
              System::nanoTime);
      client.start();
      AtomicInteger accepted = new AtomicInteger();
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 100; i++) {
                        client.accept(TestFrames.numbered(i));
                        accepted.incrementAndGet();
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });

      Eventually.until("it waits", () -> sender.getState() == Thread.State.WAITING);

      assertTrue(accepted.get() > 0 && accepted.get() * TestFrames.numbered(0).length() <= 250);
      assertEquals(accepted.get(), client.close(Duration.ZERO));
      sender.join();
    }
  }

  private ForwardClient start(ForwardSettings settings) throws IOException {
    ForwardClient client =
        new ForwardClient(settings, frame -> {}, observer, new SecureRandom(), System::nanoTime);
    client.start();
    return client;
  }

  private static ForwardSettings settings(ForwardPeer peer, @Nullable SharedKey key) {
    return quick(ForwardSettings.of(peer.address(), key));
  }

  private static ForwardSettings quick(ForwardSettings settings) {
    return quick(settings, HELD);
  }

  private static ForwardSettings quick(ForwardSettings settings, ByteSize held) {
    return new ForwardSettings(
        settings.to(),
        null,
        settings.sharedKey(),
        2,
        held,
        1,
        new ForwardTimes(null, Duration.ofSeconds(5), Duration.ofMillis(200)));
  }

  private static void send(ForwardClient client, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      client.accept(TestFrames.numbered(i));
    }
  }

  private static Set<String> chunks(int count) {
    return IntStream.range(0, count).mapToObj(i -> "chunk-" + i).collect(Collectors.toSet());
  }

  private static Set<String> received(ForwardPeer peer) {
    return peer.frames().stream().map(ReceivedFrame::chunk).collect(Collectors.toSet());
  }
}
