package dev.weir.source.queue;

import java.time.Duration;

/**
 * What a message's visibility is to become.
 *
 * @param receiptHandle as it was when this was decided
 * @param hidden for how long from now on, to the second; zero shows it to all
 */
record VisibilityChange(HeldMessage message, String receiptHandle, Duration hidden) {
  static VisibilityChange of(HeldMessage message, Duration hidden) {
    return new VisibilityChange(message, message.receiptHandle(), hidden);
  }
}
