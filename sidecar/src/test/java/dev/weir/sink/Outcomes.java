package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every outcome of every token. */
final class Outcomes implements DeliveryListener {
  private final Map<Integer, List<Delivery>> byToken = new ConcurrentHashMap<>();

  @Override
  public void delivered(int token, Delivery delivery) {
    byToken.computeIfAbsent(token, none -> new CopyOnWriteArrayList<>()).add(delivery);
  }

  int size() {
    return byToken.size();
  }

  /** Waits until {@code tokens} of them have an outcome, and checks that none has two. */
  void await(int tokens) throws InterruptedException {
    Eventually.holds(() -> byToken.size() >= tokens, () -> byToken.size() + " of " + tokens);
    assertEquals(tokens, byToken.size());
    byToken.forEach((token, all) -> assertEquals(1, all.size(), "outcomes of " + token));
  }

  Delivery of(int token) {
    List<Delivery> all = byToken.get(token);
    if (all == null) {
      throw new AssertionError("no outcome of " + token);
    }
    return all.getFirst();
  }

  long count(Delivery wanted) {
    return byToken.values().stream().filter(all -> all.getFirst().equals(wanted)).count();
  }
}
