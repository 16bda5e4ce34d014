package dev.weir.source.send;

import dev.weir.source.frame.SealedFrame;
import java.util.LinkedHashMap;

/** What is in flight on one connection, in the order it was sent. Guarded by its queue's lock. */
final class Session {
  final LinkedHashMap<String, Sent> inFlight = new LinkedHashMap<>();
  boolean broken;
  int givenBack;

  /** Whether it ended because nothing was left to send. */
  boolean endedByClose;

  /** A frame and when it was taken for sending. */
  record Sent(SealedFrame frame, long nanos) {}
}
