package dev.weir.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.type.Period;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes indices whose whole period is longer ago than their type is kept. Only the name tells:
 * {@code weir-<type>-<period>}, of a type that has a retention. Hosts that do it at the same time
 * do not disturb one another.
 */
final class Retention implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(OpenSearchSink.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration EVERY = Duration.ofHours(1);

  private final Map<String, Duration> kept;
  private final SearchClient client;
  private final SinkObserver observer;
  private final Clock clock;

  Retention(Map<String, Duration> kept, SearchClient client, SinkObserver observer, Clock clock) {
    this.kept = Map.copyOf(kept);
    this.client = client;
    this.observer = observer;
    this.clock = clock;
  }

  /** Does so every hour, until it is interrupted. */
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        sweep();
        TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does so once. What fails is tried again an hour later. */
  void sweep() {
    kept.forEach(
        (type, limit) -> {
          try {
            sweep(type, limit);
          } catch (IOException | RuntimeException failed) {
            log.warn("old indices of {} are still there: {}", type, failed.toString());
          }
        });
  }

  private void sweep(String type, Duration limit) throws IOException {
    String prefix = "weir-" + type + "-";
    HttpAnswer answer = client.get("/" + prefix + "*/_settings/index.creation_date");
    if (answer.status() != 200) {
      throw new IOException("OpenSearch answers with " + answer.status());
    }
    JsonNode indices = JSON.readTree(answer.body());
    for (Map.Entry<String, JsonNode> index : indices.properties()) {
      String name = index.getKey();
      if (name.startsWith(prefix) && isOver(name.substring(prefix.length()), limit)) {
        delete(type, name);
      }
    }
  }

  private boolean isOver(String label, Duration limit) {
    LocalDate end = Period.end(label);
    if (end == null) {
      return false;
    }
    Instant until = end.atStartOfDay(ZoneOffset.UTC).toInstant().plus(limit);
    return until.isBefore(clock.instant());
  }

  private void delete(String type, String name) throws IOException {
    HttpAnswer answer = client.delete("/" + name);
    if (answer.status() == 200) {
      log.info("deleted {}: longer ago than {} is kept", name, type);
      observer.indexDeleted(type);
    } else if (answer.status() != 404) {
      log.warn("{} is still there: OpenSearch answers with {}", name, answer.status());
    }
  }
}
