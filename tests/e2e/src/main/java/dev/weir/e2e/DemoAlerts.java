package dev.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Waits for the alerts of the planted incident: they are made after its records are settled. */
record DemoAlerts(Pipeline pipeline, AlertReceiver receiver) {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

  /** Whether each of its rules raised an alert, and each alert was sent. */
  boolean await() {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      if (rules().containsAll(Incident.rules())
          && waiting() == 0
          && !receiver.messages().isEmpty()) {
        return true;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return false;
  }

  /** How many alerts still name a destination that has not taken them. */
  private long waiting() {
    return pipeline
        .search()
        .ask("GET", "/weir-alerts/_count?q=_exists_:waiting", null)
        .path("count")
        .asLong();
  }

  private Set<String> rules() {
    pipeline.search().refresh();
    Set<String> rules = new HashSet<>();
    for (JsonNode hit :
        pipeline.search().ask("GET", "/weir-alerts/_search?size=1000", null).at("/hits/hits")) {
      rules.add(hit.at("/_source/rule/id").asText());
    }
    return rules;
  }
}
