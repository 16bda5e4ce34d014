package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkHandler;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.telemetry.HttpEndpoints;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chunks that take the processor for long keep nobody from it who answers for health. */
@Timeout(60)
final class BusyHandlerTest {
  /** As many as there are slots by default. */
  private static final int CONNECTIONS = 8;

  private static final Duration BUSY = Duration.ofMillis(1500);

  private final AtomicInteger handled = new AtomicInteger();
  private final ChunkHandler busy =
      new ChunkHandler() {
        @Override
        public void handle(Chunk chunk) {
          long end = System.nanoTime() + BUSY.toNanos();
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          handled.incrementAndGet();
          chunk.done();
        }

        @Override
        public void salvage(Chunk chunk) {
          throw new IllegalStateException("nothing is broken");
        }

        @Override
        public void poisoned(
            String tag,
            ChunkRefusal reason,
            byte[] raw,
            long rawBytes,
            String peer,
            Runnable whenKept) {
          throw new IllegalStateException("nothing is broken");
        }
      };

  @Test
  void answersForHealthWhileAllChunksAreAtWork() throws Exception {
    HttpEndpoints health =
        new HttpEndpoints(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> "", List.of());
    Listener listener = new Listener.Tcp("127.0.0.1", 0, null, true);
    List<TestClient> clients = new ArrayList<>();
    try (ForwardServer server =
            new ForwardServer(ForwardSettings.of(listener), busy, ForwardObserver.NONE);
        HttpClient http = HttpClient.newHttpClient()) {
      health.start();
      server.start();
      byte[] message = LargeMessage.packed(64 << 10);
      for (int i = 0; i < CONNECTIONS; i++) {
        clients.add(TestClient.tcp(server.ports().getFirst()).send(message));
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + health.port() + "/healthz"))
              .timeout(Duration.ofSeconds(1))
              .build();

      int asked = 0;
      while (handled.get() < CONNECTIONS) {
        assertEquals(200, http.send(request, BodyHandlers.ofString()).statusCode());
        asked++;
        // The pace of the questions, so that asking leaves the processor to the chunks.
        Thread.sleep(Duration.ofMillis(20));
      }

      assertTrue(asked > 1, "nobody was at work");
    } finally {
      for (TestClient client : clients) {
        client.close();
      }
      health.close();
    }
  }
}
