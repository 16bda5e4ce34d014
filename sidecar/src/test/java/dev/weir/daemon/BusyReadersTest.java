package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.source.content.Zeros;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A daemon whose readers all take the processor for long. */
@ExtendWith(LabExtension.class)
class BusyReadersTest {
  /** As many as are read at once by default. */
  private static final int OBJECTS = 4;

  private final Lab lab;
  @TempDir Path folder = Path.of("");

  BusyReadersTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void answersForHealthWithinASecond() throws Exception {
    lab.createBucket("busy-readers");
    String queue = lab.createQueue("busy-readers", Duration.ofMinutes(5));
    byte[] zeros = Zeros.gzip(30);
    try (LabDaemon daemon =
        new LabDaemon(lab, folder, "busy-readers", queue, "after: { action: keep }", "")) {
      for (int i = 0; i < OBJECTS; i++) {
        daemon.put("in/zeros-" + i + ".gz", zeros);
      }

      long[] longest = {0};
      Eventually.until(
          LabDaemon.LIMIT,
          () -> {
            long asked = System.nanoTime();
            assertEquals(200, daemon.page("/healthz").statusCode());
            longest[0] = Math.max(longest[0], System.nanoTime() - asked);
            return daemon.metric("weir_objects_settled_total", "") == OBJECTS;
          },
          daemon::counts);

      assertTrue(longest[0] < Duration.ofSeconds(1).toNanos(), longest[0] / 1_000_000 + " ms");
      assertEquals(0, daemon.metric("weir_messages_total", "received_again"));
    }
  }
}
