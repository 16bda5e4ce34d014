package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.chunk.ForwardMode;
import dev.weir.lab.Eventually;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.komamitsu.fluency.Fluency;
import org.komamitsu.fluency.fluentd.FluencyBuilderForFluentd;

/** A client that was written by others, against the same specification. */
@Timeout(60)
final class FluencyTest {
  private static final int RECORDS = 5000;

  private final CollectingHandler handler = new CollectingHandler(true);
  private final RecordingObserver observer = new RecordingObserver();

  @Test
  void takesEachRecordOnceOverTcp() throws Exception {
    assertTakesEachRecordOnce(
        new Listener.Tcp("127.0.0.1", 0, null, true), new FluencyBuilderForFluentd());
  }

  @Test
  void takesEachRecordOnceOverTls(@TempDir Path folder) throws Exception {
    TestKeys keys = TestKeys.make(folder, "server", "EC");
    FluencyBuilderForFluentd builder = new FluencyBuilderForFluentd();
    builder.setSslEnabled(true);
    builder.setSslSocketFactory(keys.client(keys).getSocketFactory());
    assertTakesEachRecordOnce(
        new Listener.Tls("127.0.0.1", 0, keys.pkcs12(), null, null, true), builder);
  }

  private void assertTakesEachRecordOnce(Listener listener, FluencyBuilderForFluentd builder)
      throws Exception {
    builder.setAckResponseMode(true);
    try (ForwardServer server =
        new ForwardServer(ForwardSettings.of(listener), handler, observer)) {
      server.start();
      try (Fluency fluency = builder.build("127.0.0.1", server.ports().getFirst())) {
        for (int i = 0; i < RECORDS; i++) {
          fluency.emit("fluency", Map.of("n", i, "text", "récord " + i));
        }
        fluency.flush();
        assertTrue(fluency.waitUntilAllBufferFlushed(30));
      }

      Eventually.until("all records", () -> handler.records.size() == RECORDS);
      assertEquals(RECORDS, new HashSet<>(handler.records).size());
      assertTrue(observer.count("received", ForwardMode.PACKED_FORWARD) > 0);
      assertEquals(observer.count("received", ForwardMode.PACKED_FORWARD), observer.count("acked"));
    }
  }
}
