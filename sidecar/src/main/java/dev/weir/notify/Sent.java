package dev.weir.notify;

import java.time.Duration;
import java.util.Optional;

/** What became of a message. Reasons are sentences for people, and hold no secret. */
public sealed interface Sent {
  /** The destination has it. */
  record Taken() implements Sent {}

  /**
   * The destination does not have it, or nobody knows. Send it again with the same key.
   *
   * @param retryAfter how long the destination asks to be left alone, if it says so
   */
  record Later(Optional<Duration> retryAfter, String reason) implements Sent {}

  /** The destination never takes it as things are. Somebody has to mend something first. */
  record Refused(String reason) implements Sent {}
}
