package dev.weir.notify;

import dev.weir.alert.Alert;
import dev.weir.alert.Match;
import java.util.List;

/** What is sent to a destination. */
public sealed interface Outgoing {
  /** One alert. */
  record One(Alert alert) implements Outgoing {}

  /**
   * Many alerts in one message.
   *
   * @param alerts the most severe ones, at most {@link #MOST}
   * @param total how many there are
   */
  record Digest(List<Alert> alerts, int total) implements Outgoing {
    /** The most alerts that a digest names. */
    public static final int MOST = 20;

    public Digest {
      alerts = List.copyOf(alerts);
    }
  }

  /** One record that matched, for destinations that take matches. */
  record Matched(Match match) implements Outgoing {}

  /**
   * A message that shows whether the destination works.
   *
   * @param host which host sends it
   */
  record Trial(String host) implements Outgoing {}
}
