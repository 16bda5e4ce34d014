package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** An alert that waits to be sent to a destination. Immutable. */
public final class WaitingAlert {
  private final StoredAlert stored;
  private final String destination;
  private final Alert alert;

  WaitingAlert(StoredAlert stored, String destination) {
    this.stored = stored;
    this.destination = destination;
    this.alert = AlertForm.read(stored.id(), stored.document());
  }

  /** What is to be sent. */
  public Alert alert() {
    return alert;
  }

  /** Since when it waits. */
  public Instant since() {
    return Instant.parse(stored.document().path("opened_at").asText());
  }

  /** How often the destination refused it. */
  public int refusals() {
    return send().path("refusals").asInt();
  }

  /**
   * Whether a host sends it now, or did so and died. Clocks of hosts differ a little; a claim that
   * ends much later than any does was written by a clock that went wrong.
   */
  boolean isClaimed(Instant now) {
    String text = send().path("claimed_until").asText();
    if (text.isEmpty()) {
      return false;
    }
    Instant until = Instant.parse(text);
    return until.isAfter(now) && !until.isAfter(now.plus(SendStore.CLAIM.multipliedBy(2)));
  }

  private JsonNode send() {
    return stored.document().path("sends").path(destination);
  }

  StoredAlert stored() {
    return stored;
  }
}
