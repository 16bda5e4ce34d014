package dev.weir.source.resend;

import dev.weir.account.Frame;

/**
 * A frame that the forward server acknowledged.
 *
 * @param frame its records
 * @param sends how often it was sent so far
 * @param acknowledgedSeconds when it was acknowledged last, seconds since the epoch
 * @param acknowledgedNanos the same on the clock that never steps
 */
record SentFrame(Frame frame, int sends, long acknowledgedSeconds, long acknowledgedNanos) {
  static final long NOT_YET = Long.MIN_VALUE;

  static SentFrame sent(Frame frame, int sends) {
    return new SentFrame(frame, sends, NOT_YET, NOT_YET);
  }

  SentFrame acknowledged(long seconds, long nanos) {
    return new SentFrame(frame, sends, seconds, nanos);
  }

  /** As if it had been sent as often as any may be. */
  SentFrame last() {
    return new SentFrame(frame, Integer.MAX_VALUE, acknowledgedSeconds, acknowledgedNanos);
  }

  boolean isAcknowledged() {
    return acknowledgedSeconds != NOT_YET;
  }
}
