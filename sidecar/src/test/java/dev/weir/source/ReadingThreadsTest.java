package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.source.content.Zeros;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who reads objects keeps nobody else from the processor. */
@ExtendWith(LabExtension.class)
class ReadingThreadsTest {
  private static final Duration VISIBILITY = Duration.ofSeconds(2);

  private final Lab lab;

  ReadingThreadsTest(Lab lab) {
    this.lab = lab;
  }

  /**
   * What answers for health and sends acknowledgements is a virtual thread that needs a carrier. If
   * heartbeats had to wait, messages would come again.
   */
  @Test
  void leavesVirtualThreadsTheirCarriersAndMessagesHiddenHoweverLongObjectsTake() throws Exception {
    int objects = 2 * Runtime.getRuntime().availableProcessors();
    byte[] zeros = Zeros.gzip(60);
    try (Pipeline pipeline = new Pipeline(lab, "reading-threads", VISIBILITY)) {
      pipeline.start(
          pipeline.settings(VISIBILITY),
          settings -> SourceSettingsBuilder.from(settings).objectsAtOnce(objects).build());
      for (int i = 0; i < objects; i++) {
        lab.put(pipeline.bucket, "zeros-" + i + ".gz", zeros, pipeline.queueUrl);
      }

      long longest = 0;
      long begin = System.nanoTime();
      while (pipeline.observer.count("read text") < objects) {
        long asked = System.nanoTime();
        Thread.ofVirtual().start(() -> {}).join();
        longest = Math.max(longest, System.nanoTime() - asked);
        assertTrue(System.nanoTime() - begin < TimeUnit.MINUTES.toNanos(2), "they are not read");
        // The pace of the questions, so that asking leaves the processor to the readers.
        Thread.sleep(Duration.ofMillis(5));
      }

      assertTrue(longest < TimeUnit.MILLISECONDS.toNanos(500), longest / 1_000_000 + " ms");
      long took = System.nanoTime() - begin;
      assertTrue(took > VISIBILITY.toNanos(), "they are read before any heartbeat");
      assertEquals(0, pipeline.observer.count("again"), "messages came again");
    }
  }
}
