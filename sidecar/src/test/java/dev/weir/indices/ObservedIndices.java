package dev.weir.indices;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what became of indices and policies. */
final class ObservedIndices implements IndexObserver {
  final AtomicInteger deleted = new AtomicInteger();
  final AtomicInteger notDeleted = new AtomicInteger();
  final List<String> policies = new CopyOnWriteArrayList<>();

  @Override
  public void indexDeleted(String type) {
    deleted.incrementAndGet();
  }

  @Override
  public void indexNotDeleted(String type) {
    notDeleted.incrementAndGet();
  }

  @Override
  public void policy(String type, PolicyOutcome outcome) {
    policies.add(type + " " + outcome);
  }
}
