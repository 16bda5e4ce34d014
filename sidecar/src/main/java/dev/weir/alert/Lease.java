package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.event.IsoInstant;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Work that one host of a fleet does at a time: a document of {@code weir-leases} names the host,
 * and until when. It saves double work. Two hosts that both believe to have it, because their
 * clocks differ, do no harm. One thread asks; others may look.
 */
final class Lease {
  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final Duration RENEWED = Duration.ofSeconds(10);
  private static final String INDEX = "weir-leases";

  private final SearchRequests requests;
  private final String work;
  private final String holder;
  private final Clock clock;
  private volatile Instant until = Instant.EPOCH;

  /**
   * A lease that nobody holds yet.
   *
   * @param work names the work
   * @param holder names this process
   */
  Lease(SearchRequests requests, String work, String holder, Clock clock) {
    this.requests = requests;
    this.work = work;
    this.holder = holder;
    this.clock = clock;
  }

  /**
   * Takes the lease, or keeps it.
   *
   * @return whether this process has it
   */
  boolean hold() throws IOException {
    Instant now = clock.instant();
    if (now.plus(RENEWED).isBefore(until)) {
      return true;
    }
    JsonNode found = requests.get("/" + INDEX + "/_doc/" + work);
    JsonNode lease = found.path("_source");
    boolean others =
        found.path("found").asBoolean()
            && !lease.path("holder").asText().equals(holder)
            && Instant.parse(lease.path("until").asText()).isAfter(now);
    if (others) {
      until = Instant.EPOCH;
      return false;
    }
    Instant end = now.plus(LENGTH);
    until = write(found, end) ? end : Instant.EPOCH;
    return until.isAfter(now);
  }

  /** Whether this process had it when it last asked. */
  boolean isHeld() {
    return clock.instant().isBefore(until);
  }

  /** Lets go of it, so that another process need not wait for its end. */
  void release() throws IOException {
    if (isHeld()) {
      JsonNode found = requests.get("/" + INDEX + "/_doc/" + work);
      if (found.path("_source").path("holder").asText().equals(holder)) {
        boolean unused = write(found, clock.instant());
      }
      until = Instant.EPOCH;
    }
  }

  private boolean write(JsonNode found, Instant end) throws IOException {
    boolean there = found.path("found").asBoolean();
    ObjectNode action = SearchRequests.object();
    ObjectNode names =
        action.putObject(there ? "index" : "create").put("_index", INDEX).put("_id", work);
    if (there) {
      names
          .put("if_seq_no", found.path("_seq_no").asLong())
          .put("if_primary_term", found.path("_primary_term").asLong());
    }
    ObjectNode lease =
        SearchRequests.object().put("holder", holder).put("until", IsoInstant.text(end));
    StringBuilder lines = new StringBuilder();
    lines.append(action).append('\n').append(lease).append('\n');
    return SearchRequests.isWritten(requests.bulk(lines).path(0));
  }
}
