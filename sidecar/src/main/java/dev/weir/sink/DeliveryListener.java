package dev.weir.sink;

/** Hears the outcome of each document of a batch. */
@FunctionalInterface
public interface DeliveryListener {
  /**
   * Called once for each token, on any thread, several at once. Must not block: a bulk's other
   * documents wait behind it.
   */
  void delivered(int token, Delivery delivery);
}
