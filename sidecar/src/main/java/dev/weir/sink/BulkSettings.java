package dev.weir.sink;

import dev.weir.units.ByteSize;
import dev.weir.yaml.Durations;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;

/**
 * What the section {@code opensearch} says of bulk requests.
 *
 * @param size a body is sent at this size; a larger document goes alone
 * @param linger how long a body waits for more while there is little to send
 */
public record BulkSettings(ByteSize size, Duration linger) {
  /** OpenSearch refuses bodies over http.max_content_length, 100 MiB. */
  private static final String MOST = "90MiB";

  /** Reads them. */
  public static BulkSettings read(Section section) {
    return new BulkSettings(
        section.value("bulk_size", ByteSize.ofMiB(5), Forms.size("64KiB", MOST)),
        section.value("bulk_linger", Durations.parse("100ms"), Forms.duration("0ms", "1m")));
  }
}
