package dev.weir.daemon;

import dev.weir.config.WeirConfig;
import dev.weir.detect.DetectionSet;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Enrichment;
import dev.weir.filter.FilterRule;
import dev.weir.filter.OwnCalls;
import dev.weir.filter.RecordFilter;
import dev.weir.flag.FlagRule;
import dev.weir.flag.Flags;
import dev.weir.pipeline.IdTrust;
import dev.weir.pipeline.Routes;
import dev.weir.pipeline.TypeRoute;
import dev.weir.record.FieldNames;
import dev.weir.source.BucketSettings;
import dev.weir.source.SourceSettings;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What the configuration means for the way of a record: its type, flags and filter. */
final class RoutesFrom {
  private RoutesFrom() {}

  static Routes config(
      WeirConfig config,
      LogTypes types,
      Enrichment enrichment,
      OwnCalls own,
      Supplier<DetectionSet> detections,
      Function<String, LongAdder> flagCounts) {
    SecretKey hashKey = hashKey(config);
    FieldNames names = names(config);
    return new Routes(
        types,
        names,
        type -> route(config, type, names, enrichment, own, flagCounts, hashKey),
        detections,
        trust(config.source()),
        SettingsAcross.alerts(config));
  }

  /** Resolves the fields that flags, filters and rules look at. */
  static FieldNames names(WeirConfig config) {
    return new FieldNames(EcsSchema.get(), flagNames(config).toList());
  }

  private static IdTrust trust(SourceSettings source) {
    return new IdTrust(
        source.buckets().stream()
            .map(bucket -> new IdTrust.Place(bucket.bucket(), bucket.prefixes(), ids(bucket)))
            .toList(),
        Set.copyOf(source.accounts()));
  }

  private static IdTrust.Ids ids(BucketSettings bucket) {
    if (bucket.ownIds() == null) {
      return IdTrust.Ids.OF_KEYS;
    }
    return bucket.ownIds() ? IdTrust.Ids.ALL : IdTrust.Ids.NONE;
  }

  /** The names that flags take at the top of a document. */
  static Stream<String> flagNames(WeirConfig config) {
    return config.flags().stream().flatMap(rule -> rule.names().stream());
  }

  private static TypeRoute route(
      WeirConfig config,
      LogType type,
      FieldNames names,
      Enrichment enrichment,
      OwnCalls own,
      Function<String, LongAdder> flagCounts,
      SecretKey hashKey) {
    List<FlagRule> flags =
        config.flags().stream().filter(rule -> rule.types().contains(type.name())).toList();
    List<FilterRule> rules =
        config.filter().rules().stream().filter(rule -> rule.isFor(type.name())).toList();
    return new TypeRoute(
        type,
        new Flags(flags, names, flagCounts),
        new RecordFilter(OwnCalls.TYPES.contains(type.name()) ? own : null, rules, names, hashKey),
        enrichment);
  }

  /** Keyed by the fleet's secret, so that hosts agree and outsiders cannot guess. */
  private static SecretKey hashKey(WeirConfig config) {
    byte[] secret =
        config.fleetKey() == null
            ? "weir".getBytes(StandardCharsets.US_ASCII)
            : config.fleetKey().revealBytes();
    return new SecretKeySpec(secret, "HmacSHA256");
  }
}
