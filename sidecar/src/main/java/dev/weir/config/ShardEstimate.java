package dev.weir.config;

import dev.weir.indices.TypeIndices;
import dev.weir.type.LogType;
import dev.weir.type.Period;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How many shards the types that a configuration names can have at a time: by their periods,
 * retention, shards and replicas. A type that is kept for ever counts with a year.
 *
 * @param byType shards and their copies, by type
 * @param keptForEver the types without a retention
 */
public record ShardEstimate(Map<String, Long> byType, List<String> keptForEver) {
  /** What OpenSearch allows on a node unless told otherwise. */
  public static final int OF_A_NODE = 1000;

  private static final Duration A_YEAR = Duration.ofDays(365);

  /** Of the types under {@code types} and those that buckets name. */
  public static ShardEstimate of(WeirConfig config) {
    TreeSet<String> names = new TreeSet<>(config.types().keySet());
    config
        .source()
        .buckets()
        .forEach(bucket -> bucket.types().forEach(key -> names.add(key.type())));
    Map<String, Long> byType = new TreeMap<>();
    names.forEach(name -> byType.put(name, shards(config, name)));
    List<String> keptForEver =
        names.stream().filter(name -> retention(config, name) == null).toList();
    return new ShardEstimate(byType, keptForEver);
  }

  /** Of all of them. */
  public long total() {
    return byType.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long shards(WeirConfig config, String name) {
    TypeConfig type = config.types().get(name);
    TypeIndices indices = type == null ? TypeIndices.NONE : type.indices();
    Duration retention = retention(config, name);
    Duration kept = retention == null ? A_YEAR : retention;
    Integer own = indices.shards();
    long shards = own == null ? config.indices().shards() : own;
    // The period that runs, and the one that is not yet over for long enough.
    long periods = kept.toDays() / period(config, name).leastDays() + 2;
    return periods * shards * (1 + config.indices().replicas());
  }

  private static @Nullable Duration retention(WeirConfig config, String name) {
    TypeConfig type = config.types().get(name);
    return type == null ? null : type.indices().retention();
  }

  private static Period period(WeirConfig config, String name) {
    TypeConfig type = config.types().get(name);
    if (type != null && type.period() != null) {
      return type.period();
    }
    LogType known = TypeConfig.type(config.types(), name);
    return known == null ? Period.DAY : known.period();
  }
}
