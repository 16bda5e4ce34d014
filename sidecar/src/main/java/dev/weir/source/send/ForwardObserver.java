package dev.weir.source.send;

/** What a forward client tells; called from its threads, must not block. */
public interface ForwardObserver {
  /** A connection stands, its handshake done. */
  void forwardConnected();

  /**
   * An attempt to connect failed, or a connection was lost.
   *
   * @param reason one of {@code refused}, {@code timeout}, {@code io}, {@code closed}, {@code tls},
   *     {@code handshake}, {@code wrong_ack}, {@code ack_timeout}
   * @param resent frames that go out again
   */
  void forwardLost(String reason, int resent);

  /** The peer took the frame. */
  void frameAcknowledged(int frameBytes);
}
