package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.luben.zstd.Zstd;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.lab.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class MutatedMessageTest {
  private static final int ROUNDS = 3000;

  @Test
  void survivesWhateverComes() throws Exception {
    long seed = Long.getLong("weir.seed", System.nanoTime());
    System.out.println("MutatedMessageTest: -Dweir.seed=" + seed);
    Random random = new Random(seed);
    List<byte[]> messages = new ArrayList<>();
    WireMessage.all().forEach(message -> messages.add(message.bytes()));
    byte[] plain = WireMessage.entries();
    messages.add(WireMessage.compressed("gzip", Bytes.gzip(plain)).bytes());
    messages.add(WireMessage.compressed("zstd", Zstd.compress(plain)).bytes());
    CollectingHandler handler = new CollectingHandler(true);
    RecordingObserver observer = new RecordingObserver();
    try (ForwardServer server =
            new ForwardServer(
                ForwardSettings.of(new Listener.Tcp("127.0.0.1", 0, null, true)),
                handler,
                observer);
        TestClient steady = start(server)) {
      for (int round = 0; round < ROUNDS; round++) {
        byte[] mutated = mutate(messages.get(random.nextInt(messages.size())), random);
        try (TestClient client = TestClient.tcp(server.ports().getFirst())) {
          client.send(mutated);
        }
        handler.poisoned.clear();
        handler.salvaged.clear();
        handler.pending.clear();
      }

      Eventually.until("only one is left", () -> server.connections() == 1);
      assertEquals(7, server.freeSlots());
      assertEquals(0, observer.count("refused", ChunkRefusal.HANDLER_FAILED));
      steady.send(messages.getFirst());
      assertEquals(WireMessage.ACK, steady.receiveHex(9));
    }
  }

  private static TestClient start(ForwardServer server) throws Exception {
    server.start();
    return TestClient.tcp(server.ports().getFirst());
  }

  private static byte[] mutate(byte[] message, Random random) {
    byte[] mutated = message.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutated.length);
      mutated[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) (mutated[at] ^ (1 << random.nextInt(8)));
    }
    return mutated;
  }
}
