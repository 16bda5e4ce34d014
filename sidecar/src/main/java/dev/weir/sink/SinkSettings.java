package dev.weir.sink;

import dev.weir.type.LogType;
import dev.weir.units.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the sink is told.
 *
 * @param senders how many bulk requests go out at once
 * @param bulkBytes the size at which a request is full; a larger document goes alone
 * @param queueBytes how much may be written and without an outcome before writers have to wait; at
 *     least two requests for each sender, to which a smaller value is raised
 * @param linger how long a request waits for more while there is little to send
 * @param drain how long closing may take
 * @param types of the documents, which tell what their fields may hold
 * @param ownNames what Weir writes at the top of a document, but for {@code weir} and {@code
 *     native}
 */
public record SinkSettings(
    int senders,
    ByteSize bulkBytes,
    ByteSize queueBytes,
    Duration linger,
    Duration drain,
    List<LogType> types,
    Set<String> ownNames) {
  private static final ByteSize QUEUE_BYTES = ByteSize.ofMiB(64);

  public SinkSettings {
    if (senders < 1) {
      throw new IllegalArgumentException("senders is at least 1, not " + senders);
    }
    ByteSize least = new ByteSize(2 * bulkBytes.bytes() * senders);
    queueBytes = queueBytes.compareTo(least) < 0 ? least : queueBytes;
    types = List.copyOf(types);
    ownNames = Set.copyOf(ownNames);
  }

  /** The defaults for documents of these types. */
  public static SinkSettings of(List<LogType> types, Set<String> ownNames) {
    return new SinkSettings(
        2,
        ByteSize.ofMiB(5),
        QUEUE_BYTES,
        Duration.ofMillis(100),
        Duration.ofSeconds(20),
        types,
        ownNames);
  }
}
