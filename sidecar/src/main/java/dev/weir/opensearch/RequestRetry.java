package dev.weir.opensearch;

import dev.weir.thread.Backoff;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Asks OpenSearch until it answers, with growing pauses; what waits for that is told as held.
 * Thread-safe.
 */
public final class RequestRetry {
  /** One try. */
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws IOException, RefusedException;
  }

  private final Backoff backoff;
  private final Troubles troubles;

  RequestRetry(Backoff backoff, Troubles troubles) {
    this.backoff = backoff;
    this.troubles = troubles;
  }

  /**
   * The answer.
   *
   * @param what was asked, in a sentence for the log
   * @param waiting how much waits for it
   */
  public <T> T ask(String what, int waiting, Question<T> question) throws InterruptedException {
    HoldReason held = null;
    try {
      for (int attempts = 1; ; attempts++) {
        HoldReason reason;
        String evidence;
        try {
          return question.ask();
        } catch (RefusedException refused) {
          reason = Verdicts.ofRequest(refused.status(), refused.type()).reason();
          evidence = what + ": " + refused.status();
        } catch (IOException silent) {
          reason = HoldReason.UNREACHABLE;
          evidence = what + ": " + silent.getClass().getSimpleName();
        }
        held = hold(held, reason);
        troubles.holding(reason, waiting, evidence);
        // Backs off: OpenSearch did not answer.
        backoff.sleep(attempts);
      }
    } finally {
      hold(held, null);
    }
  }

  private @Nullable HoldReason hold(@Nullable HoldReason before, @Nullable HoldReason now) {
    if (before != now) {
      if (before != null) {
        troubles.released(before, 1);
      }
      if (now != null) {
        troubles.held(now, 1);
      }
    }
    return now;
  }
}
