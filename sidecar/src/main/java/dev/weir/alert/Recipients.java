package dev.weir.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** Who is told of alerts, and of single matches. */
final class Recipients {
  private final Function<Alert, List<String>> ofAlerts;
  private final Function<Match, List<String>> ofMatches;

  /**
   * Recipients.
   *
   * @param ofAlerts the names of the destinations that an alert is sent to
   * @param ofMatches the names of the destinations that a match is sent to
   */
  Recipients(Function<Alert, List<String>> ofAlerts, Function<Match, List<String>> ofMatches) {
    this.ofAlerts = ofAlerts;
    this.ofMatches = ofMatches;
  }

  /** Notes in an alert whom it is to be sent to, if that was not noted before. */
  void address(StoredAlert alert) {
    ObjectNode document = alert.document();
    if (!document.has("waiting")) {
      document.put("notify", true);
      ofAlerts
          .apply(AlertForm.read(alert.id(), document))
          .forEach(document.putArray("waiting")::add);
    }
  }

  /** Whom a match is to be sent to. */
  List<String> ofMatch(PendingMatch match) {
    return ofMatches.apply(match.read());
  }
}
