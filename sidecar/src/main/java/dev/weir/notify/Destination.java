package dev.weir.notify;

/**
 * A place that messages are sent to. Thread-safe. {@link #send} ends within a minute, and throws
 * for no trouble of delivery.
 */
public interface Destination extends AutoCloseable {
  /** Its name in the configuration. */
  String name();

  /** Whether it takes single matches instead of alerts. */
  boolean takesMatches();

  /**
   * Sends a message.
   *
   * @param idempotencyKey the same whenever the same message is sent again. Destinations that can
   *     tell by it that they have the message take it once
   */
  Sent send(Outgoing message, String idempotencyKey);

  @Override
  void close();
}
