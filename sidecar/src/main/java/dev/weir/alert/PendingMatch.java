package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * A match that belongs to no alert yet.
 *
 * @param index where it lies
 * @param id its id
 * @param sequence its sequence number
 * @param term the primary term of that
 * @param document all of it
 */
record PendingMatch(String index, String id, long sequence, long term, JsonNode document) {
  static PendingMatch of(JsonNode hit) {
    return new PendingMatch(
        hit.path("_index").asText(),
        hit.path("_id").asText(),
        hit.path("_seq_no").asLong(),
        hit.path("_primary_term").asLong(),
        hit.path("_source"));
  }

  /** Whether it is one that Weir wrote. */
  boolean isSound() {
    try {
      return !group().isEmpty() && window().isPositive() && time().isAfter(Instant.MIN);
    } catch (DateTimeException broken) {
      return false;
    }
  }

  /** What it says. */
  Match read() {
    return MatchForm.read(id, document);
  }

  /** When the record happened. */
  Instant time() {
    return Instant.parse(document.path("@timestamp").asText());
  }

  /** Names its rule and group. */
  String group() {
    return document.path("group").path("key").asText();
  }

  /** How long an alert of its rule gathers matches. */
  Duration window() {
    return Duration.ofSeconds(document.path("window").asLong(3600));
  }

  /** Whether people are to be told. */
  boolean notified() {
    return document.path("notify").asBoolean();
  }
}
