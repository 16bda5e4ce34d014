package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One CloudTrail object of a single line, twenty times as large as the heap: 1.28 GB in 64 MiB, or
 * at full size with {@code -Dbig.megabytes=5120 -Dbig.heap=256m}.
 */
@ExtendWith(LabExtension.class)
class BigObjectTest {
  private static final long MEGABYTES = Long.getLong("big.megabytes", 1280);
  private static final String HEAP = System.getProperty("big.heap", "64m");
  private static final int KEPT_EACH = 1_000;
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private long records;
  private long kept;

  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  @Test
  void anObjectManyTimesTheHeapPasses(Lab lab) throws Exception {
    // Most records are filtered, so that the test is of the way there and not of OpenSearch.
    PipelineOptions options =
        PipelineOptions.of(Optional.empty())
            .jvm("-Xmx" + HEAP, "-XX:+ExitOnOutOfMemoryError")
            .budget("24MiB", "4MiB", "1MiB", "16MiB")
            .config(
                """
                filter:
                  rules:
                    - name: noise
                      drop: { when: [{ field: eventName, equals: Noise }] }
                """);
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      pipeline.put("AWSLogs/123456789012/CloudTrail/eu-west-1/2026/11/20/big.json.gz", object());

      Eventually.until(
          DEADLINE,
          () -> pipeline.weir().metrics().sum("weir_objects_settled_total") == 1,
          () -> pipeline.weir().tail());

      MetricsPage metrics = pipeline.weir().metrics();
      pipeline.search().refresh();
      assertEquals(records, metrics.sum("weir_records_read_total"));
      assertEquals(records - kept, metrics.sum("weir_records_total", "fate=\"filtered\""));
      assertEquals(kept, pipeline.search().count(SearchIndex.RECORDS));
    }
  }

  private byte[] object() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    long written = 0;
    try (OutputStream out = new GZIPOutputStream(compressed, 1 << 16)) {
      out.write("{\"Records\":[".getBytes(StandardCharsets.US_ASCII));
      while (written < MEGABYTES << 20) {
        byte[] record = record(records).getBytes(StandardCharsets.US_ASCII);
        if (records++ > 0) {
          out.write(',');
        }
        out.write(record);
        written += record.length + 1;
      }
      out.write("]}".getBytes(StandardCharsets.US_ASCII));
    }
    return compressed.toByteArray();
  }

  private String record(long number) {
    boolean keep = number % KEPT_EACH == 0;
    kept += keep ? 1 : 0;
    return "{\"eventVersion\":\"1.11\",\"eventTime\":\"2026-11-20T10:00:00Z\",\"eventID\":\"id-"
        + number
        + "\",\"eventName\":\""
        + (keep ? "Kept" : "Noise")
        + "\",\"recipientAccountId\":\"123456789012\",\"requestParameters\":{\"padding\":\""
        + PADDING
        + "\"}}";
  }

  private static final String PADDING = "abcdefghijklmnopqrstuvwxyz0123456789 ".repeat(35);
}
