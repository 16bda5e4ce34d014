package dev.weir.notify;

import java.io.IOException;
import java.time.InstantSource;

/** A destination that messages are posted to. */
final class WebDestination implements Destination {
  private final String name;
  private final WebPost post;
  private final Wording wording;
  private final WebOutcome outcome;
  private final InstantSource clock;

  WebDestination(
      String name, WebPost post, Wording wording, WebOutcome outcome, InstantSource clock) {
    this.name = name;
    this.post = post;
    this.wording = wording;
    this.outcome = outcome;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean takesMatches() {
    return false;
  }

  @Override
  public Sent send(Outgoing message, String idempotencyKey) {
    if (message instanceof Outgoing.Matched) {
      return new Sent.Refused("Destination " + name + " takes alerts, not single matches.");
    }
    try {
      return outcome.of(post.send(wording.of(message, idempotencyKey)), clock.instant());
    } catch (IOException e) {
      return outcome.of(e);
    }
  }

  @Override
  public void close() {
    post.close();
  }
}
