package dev.weir.indices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.SearchClient;
import dev.weir.type.Period;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that indices whose whole period is longer ago than their type is kept go away: by
 * policies where OpenSearch has them, else, and where a policy of Weir's is not on an index, by
 * deleting it. Then only the name tells: {@code weir-<type>-<period>}, of a type that has a
 * retention. Hosts that do it at the same time do not disturb one another.
 */
final class Retention implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MATCHES = "matches";
  private static final Duration EVERY = Duration.ofHours(1);

  private final Lifecycle lifecycle;
  private final @Nullable Policies policies;
  private final SearchClient client;
  private final IndexObserver observer;
  private final Clock clock;

  /**
   * @param policies null where there are none, as in a collection
   */
  Retention(
      Lifecycle lifecycle,
      @Nullable Policies policies,
      SearchClient client,
      IndexObserver observer,
      Clock clock) {
    this.lifecycle = lifecycle;
    this.policies = policies;
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
    Policies available;
    try {
      available = orNull(policies);
      if (available != null) {
        withdraw(available);
      }
    } catch (IOException | RuntimeException failed) {
      log.warn("old indices are still there: {}", failed.toString());
      return;
    }
    for (String type : lifecycle.types()) {
      try {
        sweep(type, available);
      } catch (IOException | RuntimeException failed) {
        log.warn("old indices of {} are still there: {}", type, failed.toString());
      }
    }
  }

  private static @Nullable Policies orNull(@Nullable Policies policies) throws IOException {
    return policies != null && policies.available() ? policies : null;
  }

  private void withdraw(Policies available) throws IOException {
    for (String type : available.left()) {
      available.withdraw(type, List.copyOf(indices(type).keySet()));
    }
  }

  private void sweep(String type, @Nullable Policies available) throws IOException {
    Map<String, Instant> indices = indices(type);
    Set<String> managed =
        available == null ? Set.of() : available.manage(type, List.copyOf(indices.keySet()));
    Duration limit = lifecycle.retention().get(type);
    if (limit == null) {
      return;
    }
    for (Map.Entry<String, Instant> index : indices.entrySet()) {
      String name = index.getKey();
      // Alerts are summed up from their matches, also from those of a backfill.
      boolean inUse = type.equals(MATCHES) && index.getValue().plus(limit).isAfter(clock.instant());
      if (!managed.contains(name)
          && !inUse
          && isOver(name.substring(Policies.prefix(type).length()), limit)) {
        delete(type, name);
      }
    }
  }

  /** The type's indices, and no other's, with the times when they were made. */
  private Map<String, Instant> indices(String type) throws IOException {
    HttpAnswer answer = client.get("/" + Policies.prefix(type) + "*/_settings/index.creation_date");
    if (answer.status() != 200) {
      throw new IOException("OpenSearch answers with " + answer.status());
    }
    JsonNode indices = JSON.readTree(answer.body());
    Map<String, Instant> made = new TreeMap<>();
    for (String name : (Iterable<String>) indices::fieldNames) {
      if (name.startsWith(Policies.prefix(type))
          && Period.of(name.substring(Policies.prefix(type).length())) != null) {
        long millis =
            indices.path(name).path("settings").path("index").path("creation_date").asLong();
        made.put(name, Instant.ofEpochMilli(millis));
      }
    }
    return made;
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
      log.warn(
          "{} is still there, and tried again in an hour: {}{}",
          name,
          new RefusedException("DELETE", answer).getMessage(),
          answer.status() == 403 ? "; OpenSearch's user needs indices:admin/delete on it" : "");
      observer.indexNotDeleted(type);
    }
  }
}
