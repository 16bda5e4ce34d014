package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import dev.weir.units.ByteSize;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Settings and documents as the tests use them: quick to retry, found at once, no replicas. */
public final class Sinks {
  private Sinks() {}

  /** Settings of a sink on the lab. */
  public static SinkSetup settings(URI endpoint) {
    return SinkSetup.of(endpoint)
        .quick()
        .withShards(2)
        .withLetters("host-1", ByteSize.parse("64KiB"));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes one document whose token is also its number. */
  static void write(DocumentBatch batch, String index, String id, int token, String json) {
    batch.begin(bytes(index), bytes(id)).raw(bytes(json));
    batch.end(token, -1);
  }

  /** Writes documents {@code id0}, {@code id1}, ... with tokens of the same numbers. */
  static void writeMany(DocumentBatch batch, String index, int from, int to) {
    for (int token = from; token < to; token++) {
      write(batch, index, "id" + token, token, "{\"n\":" + token + "}");
    }
  }

  /** Writes a document with a place for the time of sending. */
  static void writeStamped(DocumentBatch batch, String index, String id, int token) {
    JsonBuffer out = batch.begin(bytes(index), bytes(id));
    out.ascii("{\"weir\":{\"ingested\":\"");
    int at = out.size();
    out.ascii("2000-01-01T00:00:00.000Z\"}}");
    batch.end(token, at);
  }
}
