package dev.weir.alert;

import dev.weir.opensearch.OpenSearch;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The alerts of a fleet: makes them of matches, as one host at a time does. Thread-safe. */
public final class Alerts implements AutoCloseable {
  private final AlertSettings settings;
  private final Lease lease;
  private final AlertIndex index;
  private final SendStore sends;
  private final Clock clock;
  private final Alerter alerter;

  /**
   * Does nothing before {@link #start}.
   *
   * @param openSearch to be open before this is started
   * @param host this host's name
   * @param ofAlerts the names of the destinations that an alert is sent to
   * @param ofMatches the names of the destinations that a match is sent to
   */
  public Alerts(
      AlertSettings settings,
      OpenSearch openSearch,
      String host,
      Function<Alert, List<String>> ofAlerts,
      Function<Match, List<String>> ofMatches,
      AlertObserver observer,
      Clock clock,
      LongSupplier nanoClock) {
    this.settings = settings;
    SearchRequests requests = new SearchRequests(openSearch::client);
    MatchIndex matches = new MatchIndex(requests);
    this.lease = new Lease(requests, "alerts", host + " " + UUID.randomUUID(), nanoClock);
    this.index = new AlertIndex(requests);
    this.clock = clock;
    this.sends = new SendStore(index, matches, clock);
    this.alerter =
        new Alerter(
            lease,
            matches,
            new Gathering(matches, index, observer, new Recipients(ofAlerts, ofMatches), clock),
            observer);
  }

  /** Makes alerts from now on, whenever no other host does. */
  public void start() {
    if (settings.enabled()) {
      alerter.start();
    }
  }

  /** Whether this process is the one of the fleet that makes alerts, and sends them. */
  public boolean isAtWork() {
    return lease.isHeld();
  }

  /** What waits to be sent. */
  public SendStore sends() {
    return sends;
  }

  /**
   * Alerts, those first that were opened last.
   *
   * @param most at least 1, at most 10,000
   * @throws IOException if OpenSearch cannot be asked; the message says why
   */
  public List<ListedAlert> list(AlertQuery query, int most) throws IOException {
    return index.newest(query.toJson(), most).stream().map(AlertForm::listed).toList();
  }

  /** The alerts of these ids as they are now; without those that are not there. */
  public List<ListedAlert> named(List<String> ids) throws IOException {
    return index.read(ids).stream().map(AlertForm::listed).toList();
  }

  /**
   * Changes the status of alerts.
   *
   * @param by who does it
   * @param note why; may be empty
   * @return how many have the status now
   * @throws IOException if OpenSearch cannot be asked; what was changed until then stays so
   */
  public int change(List<String> ids, AlertStatus status, String by, String note)
      throws IOException {
    return index.change(
        index.read(ids), document -> AlertForm.change(document, status, by, note, clock.instant()));
  }

  /** Leaves that to another host. */
  @Override
  public void close() {
    alerter.close();
  }
}
