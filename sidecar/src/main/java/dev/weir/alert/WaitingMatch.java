package dev.weir.alert;

/** A match that waits to be sent to a destination. Immutable. */
public final class WaitingMatch {
  private final PendingMatch stored;

  WaitingMatch(PendingMatch stored) {
    this.stored = stored;
  }

  /** What is to be sent. */
  public Match match() {
    return stored.read();
  }

  PendingMatch stored() {
    return stored;
  }
}
