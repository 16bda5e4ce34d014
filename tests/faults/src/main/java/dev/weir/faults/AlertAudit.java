package dev.weir.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.e2e.AlertReceiver;
import dev.weir.e2e.SearchIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the alerts of OpenSearch, and what was sent of them, against the planted records. */
record AlertAudit(SearchIndex search, Planted planted, AlertReceiver receiver) {
  /** A host that was killed had the lease for 15 s; a claim of it holds for two minutes. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int MOST = 10_000;

  /** Waits until all alerts are there and sent, or the time is over; what is there then. */
  AlertFindings settled() throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    AlertFindings findings = now();
    while (findings.isUnfinished() && System.nanoTime() < end) {
      Thread.sleep(LOOK);
      findings = now();
    }
    return findings;
  }

  private AlertFindings now() {
    search.refresh();
    Map<String, Integer> made = new HashMap<>(planted.groups());
    List<String> problems = new ArrayList<>();
    Map<String, Integer> sent = sent();
    Set<String> seen = new HashSet<>();
    int lost = 0;
    int twice = 0;
    int unsent = 0;
    for (JsonNode hit : alerts()) {
      JsonNode alert = hit.path("_source");
      String arn = alert.at("/group/by/userIdentity.arn").asText();
      String who = arn.substring(arn.indexOf('/') + 1);
      if (!seen.add(who)) {
        twice++;
        problems.add("a second alert of " + who);
      } else if (alert.path("count").asInt() != made.getOrDefault(who, 0)) {
        problems.add(
            "the alert of %s counts %d records, planted were %d"
                .formatted(who, alert.path("count").asInt(), made.getOrDefault(who, 0)));
      }
      if (!sent.containsKey(hit.path("_id").asText())) {
        unsent++;
        problems.add("the alert of " + who + " was not sent");
      }
    }
    for (String who : made.keySet()) {
      if (!seen.contains(who)) {
        lost++;
        problems.add("no alert of " + who);
      }
    }
    int again = sent.values().stream().mapToInt(count -> count - 1).sum();
    return new AlertFindings(made.size(), lost, twice, unsent, again, problems);
  }

  private JsonNode alerts() {
    return search
        .ask(
            "POST",
            "/weir-alerts/_search?ignore_unavailable=true",
            "{\"size\":%d,\"query\":{\"term\":{\"rule.id\":\"%s\"}}}".formatted(MOST, Planted.RULE))
        .at("/hits/hits");
  }

  /** How often each alert came to the receiver. */
  private Map<String, Integer> sent() {
    Map<String, Integer> sent = new HashMap<>();
    for (AlertReceiver.Message message : receiver.messages()) {
      JsonNode content = message.content();
      if (content.has("alert")) {
        sent.merge(content.at("/alert/id").asText(), 1, Integer::sum);
      }
      content
          .path("alerts")
          .forEach(alert -> sent.merge(alert.path("id").asText(), 1, Integer::sum));
    }
    return sent;
  }
}
