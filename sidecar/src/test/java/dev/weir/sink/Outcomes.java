package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.lab.Eventually;
import dev.weir.letters.RawBody;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps every outcome of every token. */
public final class Outcomes implements DeliveryListener {
  private final Map<Integer, List<Delivery>> byToken = new ConcurrentHashMap<>();
  private volatile @Nullable String raw = "";

  @Override
  public void delivered(int token, Delivery delivery) {
    byToken.computeIfAbsent(token, none -> new CopyOnWriteArrayList<>()).add(delivery);
  }

  @Override
  public @Nullable RawBody raw(int token, int limit) {
    String whole = raw == null ? null : raw.isEmpty() ? "raw " + token : raw;
    if (whole == null) {
      return null;
    }
    byte[] kept = Sinks.bytes(whole.substring(0, Math.min(limit, whole.length())));
    return new RawBody("s3.test", RawBody.Form.ENTRY, kept, whole.length());
  }

  /** What the records are; each is its own token otherwise. */
  void raw(String text) {
    raw = text;
  }

  /** From here on nobody has the records any more. */
  void gone() {
    raw = null;
  }

  int size() {
    return byToken.size();
  }

  /** Waits until {@code tokens} of them have an outcome, and checks that none has two. */
  public void await(int tokens) throws InterruptedException {
    Eventually.until(() -> byToken.size() >= tokens, () -> byToken.size() + " of " + tokens);
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
