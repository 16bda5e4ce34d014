package dev.weir.indices;

import dev.weir.ecs.EcsSchema;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What indices are made like.
 *
 * @param install whether templates that are missing are installed
 * @param shards primary shards of an index
 * @param shardsByType primary shards of the indices of types that have a number of their own
 * @param replicas copies of each shard
 * @param refresh how soon written documents are found
 * @param types whose indices there may be
 * @param lifecycle how long types are kept, and how
 * @param flags the names of flags, which lie at the top of documents
 */
public record IndexSettings(
    boolean install,
    int shards,
    Map<String, Integer> shardsByType,
    int replicas,
    Duration refresh,
    List<LogType> types,
    Lifecycle lifecycle,
    Set<String> flags) {
  public IndexSettings {
    shardsByType = Map.copyOf(shardsByType);
    types = List.copyOf(types);
    flags = Set.copyOf(flags);
  }

  /** One shard, one copy, the types that ship. */
  public static final IndexSettings DEFAULT =
      new IndexSettings(
          true,
          1,
          Map.of(),
          1,
          Duration.ofSeconds(5),
          LogTypes.shipped().all(),
          Lifecycle.NONE,
          Set.of());

  /** What Weir writes at the top of a document, but for {@code weir} and {@code native}. */
  public Set<String> ownNames() {
    Set<String> names = new HashSet<>(EcsSchema.get().roots());
    names.addAll(flags);
    names.addAll(List.of("@timestamp", "promoted"));
    return names;
  }
}
