package dev.weir.sink;

import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Refreshes indices, so that a search finds what was written a moment ago, and not more often than
 * {@link #APART}, whatever hosts send. Thread-safe.
 */
final class Refreshes {
  /** At least so long lies between two refreshes of the same indices. */
  static final Duration APART = Duration.ofSeconds(2);

  private final OpenSearch openSearch;

  /** When the last one began, by {@link System#nanoTime}, for each pattern of names. */
  private final Map<String, Long> begun = new HashMap<>();

  Refreshes(OpenSearch openSearch) {
    this.openSearch = openSearch;
  }

  /**
   * Sees to it that a search finds what was written before this moment. Where OpenSearch has no
   * such request, the index's own interval decides.
   *
   * @param nanos a moment by {@link System#nanoTime}
   * @return after how many nanoseconds to ask again; 0 if a search finds it now
   * @throws RefusedException if OpenSearch is not able to refresh now
   */
  synchronized long upTo(long nanos, String pattern) throws IOException, RefusedException {
    long now = System.nanoTime();
    Long last = begun.get(pattern);
    if (last != null && last - nanos >= 0) {
      return 0;
    }
    if (last != null && now - last < APART.toNanos()) {
      return APART.toNanos() - (now - last);
    }
    String path = "/" + pattern + "/_refresh";
    HttpAnswer answer = openSearch.client().post(path);
    if (answer.status() == 429 || answer.status() >= 500) {
      throw new RefusedException(path, answer);
    }
    begun.put(pattern, now);
    return 0;
  }
}
