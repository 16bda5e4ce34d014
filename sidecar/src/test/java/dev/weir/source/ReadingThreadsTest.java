package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who reads objects keeps nobody else from the processor. */
@ExtendWith(LabExtension.class)
class ReadingThreadsTest {
  private static final Duration VISIBILITY = Duration.ofMinutes(5);

  private final Lab lab;

  ReadingThreadsTest(Lab lab) {
    this.lab = lab;
  }

  /**
   * What answers for health and sends acknowledgements is a virtual thread that needs a carrier.
   */
  @Test
  void leavesVirtualThreadsTheirCarriersHoweverLongObjectsTake() throws Exception {
    int objects = 2 * Runtime.getRuntime().availableProcessors();
    byte[] zeros = gzipOfZeros(4, 48 << 20);
    try (Pipeline pipeline = new Pipeline(lab, "reading-threads", VISIBILITY)) {
      pipeline.start(
          pipeline.settings(VISIBILITY),
          settings -> SourceSettingsBuilder.from(settings).parallelObjects(objects).build());
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
        Thread.sleep(Duration.ofMillis(5));
      }

      assertTrue(longest < TimeUnit.MILLISECONDS.toNanos(500), longest / 1_000_000 + " ms");
    }
  }

  private static byte[] gzipOfZeros(int members, int bytes) throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
      gzip.write(new byte[bytes]);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < members; i++) {
      member.writeTo(all);
    }
    return all.toByteArray();
  }
}
