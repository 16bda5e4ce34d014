package dev.weir.alert;

import dev.weir.opensearch.OpenSearch;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The alerts of a fleet: makes them of matches, as one host at a time does. Thread-safe. */
public final class Alerts implements AutoCloseable {
  private final AlertSettings settings;
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
      Clock clock) {
    this.settings = settings;
    SearchRequests requests = new SearchRequests(openSearch::client);
    MatchIndex matches = new MatchIndex(requests);
    AlertIndex index = new AlertIndex(requests);
    String process = host + " " + UUID.randomUUID();
    this.alerter =
        new Alerter(
            new Lease(requests, "alerts", process, clock),
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

  /** Leaves that to another host. */
  @Override
  public void close() {
    alerter.close();
  }
}
