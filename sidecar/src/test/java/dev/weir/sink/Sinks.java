package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import dev.weir.type.LogTypes;
import dev.weir.units.ByteSize;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings and documents as the tests use them: quick to retry, found at once, no replicas. */
final class Sinks {
  private Sinks() {}

  static SinkSettings settings(URI endpoint) {
    return settings(endpoint, new Authentication.None(), null, ByteSize.ofMiB(5));
  }

  static SinkSettings settings(
      URI endpoint, Authentication authentication, @Nullable Path authority, ByteSize bulk) {
    return new SinkSettings(
        endpoint,
        authentication,
        authority,
        false,
        2,
        bulk,
        ByteSize.ofMiB(64),
        Duration.ofMillis(20),
        Duration.ofSeconds(2),
        Duration.ofSeconds(20),
        Duration.ofMillis(50),
        Duration.ofMillis(400),
        Duration.ofSeconds(10),
        false,
        true,
        new IndexSettings(
            2,
            Map.of(),
            0,
            Duration.ofSeconds(1),
            LogTypes.shipped().all(),
            Lifecycle.NONE,
            Set.of()),
        new LetterSettings("host-1", ByteSize.parse("64KiB"), null));
  }

  static SinkSettings withoutTemplates(SinkSettings given, int senders, boolean gzip) {
    return new SinkSettings(
        given.endpoint(),
        given.authentication(),
        given.certificateAuthority(),
        given.insecure(),
        senders,
        given.bulkBytes(),
        given.queueBytes(),
        given.linger(),
        given.connectTimeout(),
        given.requestTimeout(),
        given.firstBackoff(),
        given.lastBackoff(),
        given.drain(),
        gzip,
        false,
        given.indices(),
        given.letters());
  }

  static SinkSettings withDrain(SinkSettings given, Duration drain) {
    return new SinkSettings(
        given.endpoint(),
        given.authentication(),
        given.certificateAuthority(),
        given.insecure(),
        given.senders(),
        given.bulkBytes(),
        given.queueBytes(),
        given.linger(),
        given.connectTimeout(),
        given.requestTimeout(),
        given.firstBackoff(),
        given.lastBackoff(),
        drain,
        given.gzip(),
        given.templates(),
        given.indices(),
        given.letters());
  }

  static SinkSettings withQueue(SinkSettings given, ByteSize queue) {
    return new SinkSettings(
        given.endpoint(),
        given.authentication(),
        given.certificateAuthority(),
        given.insecure(),
        given.senders(),
        given.bulkBytes(),
        queue,
        given.linger(),
        given.connectTimeout(),
        given.requestTimeout(),
        given.firstBackoff(),
        given.lastBackoff(),
        given.drain(),
        given.gzip(),
        given.templates(),
        given.indices(),
        given.letters());
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
