package dev.weir.indices;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How long types are kept, and what of them is kept in a shorter form. {@code unparsed} and {@code
 * matches} count as types here.
 *
 * @param policies whether policies of Index State Management do it where OpenSearch has them
 * @param retention how long after its period an index is deleted, of types not kept for ever
 * @param rollups what is rolled up, by type
 */
public record Lifecycle(
    boolean policies, Map<String, Duration> retention, Map<String, Rollup> rollups) {
  public Lifecycle {
    retention = Map.copyOf(retention);
    rollups = Map.copyOf(rollups);
  }

  /** All is kept for ever, and nobody looks for policies. */
  public static final Lifecycle NONE = new Lifecycle(false, Map.of(), Map.of());

  /** Whether there is anything to do or to undo. */
  boolean isEmpty() {
    return !policies && retention.isEmpty();
  }

  /** The types that have a retention, a roll-up or both. */
  Set<String> types() {
    Set<String> types = new TreeSet<>(retention.keySet());
    types.addAll(rollups.keySet());
    return types;
  }
}
