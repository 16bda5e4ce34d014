package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.event.IsoInstant;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What waits to be sent, and what became of it. All of it lies in OpenSearch: an alert names the
 * destinations that have not taken it. A host claims an alert before it sends it; if it dies before
 * it notes that it did, another host sends it again when the claim ends. Thread-safe.
 */
public final class SendStore {
  /** For how long a claim holds: longer than any send lasts. */
  static final Duration CLAIM = Duration.ofMinutes(2);

  private final AlertIndex alerts;
  private final MatchIndex matches;
  private final Clock clock;

  SendStore(AlertIndex alerts, MatchIndex matches, Clock clock) {
    this.alerts = alerts;
    this.matches = matches;
    this.clock = clock;
  }

  /** Alerts that wait for a destination and that nobody sends now, the earliest first. */
  public List<WaitingAlert> alerts(String destination, int most) throws IOException {
    ObjectNode query = SearchRequests.object();
    ArrayNode all = query.putObject("bool").putArray("filter");
    all.addObject().putObject("term").put("waiting", destination);
    // One that is not summed up yet does not know how often its rule matched.
    all.addObject().putObject("term").put("unsettled", false);
    Instant now = clock.instant();
    return alerts.earliest(query, most).stream()
        .map(alert -> new WaitingAlert(alert, destination))
        .filter(alert -> !alert.isClaimed(now))
        .toList();
  }

  /**
   * Claims alerts for this process.
   *
   * @return those that it may send now; the others somebody else changed
   */
  public List<WaitingAlert> claim(List<WaitingAlert> waiting, String destination)
      throws IOException {
    String until = IsoInstant.text(clock.instant().plus(CLAIM));
    List<StoredAlert> changes = new ArrayList<>();
    for (WaitingAlert each : waiting) {
      send(each.stored().document(), destination).put("claimed_until", until);
      changes.add(each.stored());
    }
    return alerts.write(changes).stream()
        .map(alert -> new WaitingAlert(alert, destination))
        .toList();
  }

  /** The destination has the alerts. */
  public void sent(List<WaitingAlert> taken, String destination) throws IOException {
    String now = IsoInstant.text(clock.instant());
    change(
        taken,
        document -> {
          ObjectNode send = send(document, destination);
          send.remove("claimed_until");
          send.put("sent_at", now);
          remove(document, destination);
        });
  }

  /**
   * The destination did not take the alerts; they wait on.
   *
   * @param reason why
   * @param refused whether it refuses them, and does not only lack time
   */
  public void left(List<WaitingAlert> untaken, String destination, String reason, boolean refused)
      throws IOException {
    change(
        untaken,
        document -> {
          ObjectNode send = send(document, destination);
          send.remove("claimed_until");
          send.put("reason", reason);
          if (refused) {
            send.put("refusals", send.path("refusals").asInt() + 1);
          }
        });
  }

  /** The alerts are not sent to the destination any more. */
  public void givenUp(List<WaitingAlert> refused, String destination) throws IOException {
    String now = IsoInstant.text(clock.instant());
    change(
        refused,
        document -> {
          ObjectNode send = send(document, destination);
          send.remove("claimed_until");
          send.put("given_up_at", now);
          remove(document, destination);
        });
  }

  /** Matches that wait for a destination. */
  public List<WaitingMatch> matches(String destination, int most) throws IOException {
    return matches.waiting(destination, most).stream().map(WaitingMatch::new).toList();
  }

  /** The destination has the matches. */
  public void sentMatches(List<WaitingMatch> taken, String destination) throws IOException {
    matches.sent(taken.stream().map(WaitingMatch::stored).toList(), destination);
  }

  private void change(List<WaitingAlert> which, Consumer<ObjectNode> change) throws IOException {
    int unused = alerts.change(which.stream().map(WaitingAlert::stored).toList(), change);
  }

  private static ObjectNode send(ObjectNode document, String destination) {
    return document.withObjectProperty("sends").withObjectProperty(destination);
  }

  private static void remove(ObjectNode document, String destination) {
    ArrayNode others = SearchRequests.object().putArray("waiting");
    for (JsonNode name : document.path("waiting")) {
      if (!name.asText().equals(destination)) {
        others.add(name);
      }
    }
    document.set("waiting", others);
  }
}
