package dev.weir.daemon;

import dev.weir.config.BucketConfig;
import dev.weir.config.FilterRule;
import dev.weir.config.Flag;
import dev.weir.config.FlagRule;
import dev.weir.config.FlagValue;
import dev.weir.config.SourceConfig;
import dev.weir.config.WeirConfig;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Enrichment;
import dev.weir.event.FieldPath;
import dev.weir.filter.Condition;
import dev.weir.filter.DropRule;
import dev.weir.filter.FieldRule;
import dev.weir.filter.OwnCalls;
import dev.weir.filter.RecordFilter;
import dev.weir.flag.Flags;
import dev.weir.pipeline.IdTrust;
import dev.weir.pipeline.Routes;
import dev.weir.pipeline.TypeRoute;
import dev.weir.record.FieldNames;
import dev.weir.record.FieldReference;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
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
      Function<String, LongAdder> flagCounts) {
    SecretKey hashKey = hashKey(config);
    FieldNames names = new FieldNames(EcsSchema.get(), flagNames(config).toList());
    return new Routes(
        types,
        names,
        type -> route(config, type, names, enrichment, own, flagCounts, hashKey),
        trust(config.source()));
  }

  private static IdTrust trust(SourceConfig source) {
    return new IdTrust(
        source.buckets().stream()
            .map(bucket -> new IdTrust.Place(bucket.name(), bucket.prefixes(), ids(bucket)))
            .toList(),
        Set.copyOf(source.accounts()));
  }

  private static IdTrust.Ids ids(BucketConfig bucket) {
    if (bucket.ownIds() == null) {
      return IdTrust.Ids.OF_KEYS;
    }
    return bucket.ownIds() ? IdTrust.Ids.ALL : IdTrust.Ids.NONE;
  }

  /** The names that flags take at the top of a document. */
  static Stream<String> flagNames(WeirConfig config) {
    return config.flags().stream()
        .flatMap(rule -> Stream.of(rule.one(), rule.other()))
        .filter(flag -> flag != null)
        .map(flag -> flag.name());
  }

  private static TypeRoute route(
      WeirConfig config,
      LogType type,
      FieldNames names,
      Enrichment enrichment,
      OwnCalls own,
      Function<String, LongAdder> flagCounts,
      SecretKey hashKey) {
    List<dev.weir.flag.FlagRule> flags =
        config.flags().stream()
            .filter(rule -> rule.types().contains(type.name()))
            .map(rule -> flagRule(rule, names))
            .toList();
    List<FilterRule> filters =
        config.filter().rules().stream()
            .filter(rule -> rule.type() == null || type.name().equals(rule.type()))
            .toList();
    List<DropRule> drops =
        filters.stream()
            .flatMap(rule -> rule instanceof FilterRule.Drop drop ? Stream.of(drop) : Stream.of())
            .map(rule -> dropRule(rule, names))
            .toList();
    List<FieldRule> changes =
        filters.stream()
            .flatMap(
                rule -> rule instanceof FilterRule.Change change ? Stream.of(change) : Stream.of())
            .map(RoutesFrom::fieldRule)
            .toList();
    return new TypeRoute(
        type,
        new Flags(flags, flagCounts),
        new RecordFilter(
            OwnCalls.TYPES.contains(type.name()) ? own : null, drops, changes, hashKey),
        enrichment);
  }

  private static dev.weir.flag.FlagRule flagRule(FlagRule rule, FieldNames names) {
    return new dev.weir.flag.FlagRule(
        names.fields(rule.fields()),
        flag(rule.one(), names),
        rule.other() == null ? null : flag(rule.other(), names));
  }

  private static dev.weir.flag.FlagRule.Flag flag(Flag flag, FieldNames names) {
    return new dev.weir.flag.FlagRule.Flag(
        flag.name(),
        names.flag(flag.name()),
        flag.otherwise() ? null : flag.values().stream().map(FlagValue::toString).toList());
  }

  private static DropRule dropRule(FilterRule.Drop drop, FieldNames names) {
    return new DropRule(
        drop.name(),
        drop.when().stream().map(condition -> condition(condition, names)).toList(),
        drop.sample());
  }

  private static Condition condition(dev.weir.config.Condition condition, FieldNames names) {
    FieldReference field = names.field(condition.field());
    return switch (condition) {
      case dev.weir.config.Condition.In in -> new Condition.In(field, Set.copyOf(in.values()));
      case dev.weir.config.Condition.Exists exists -> new Condition.Exists(field, exists.wanted());
      case dev.weir.config.Condition.Matches matches ->
          new Condition.Matches(field, matches.pattern());
    };
  }

  private static FieldRule fieldRule(FilterRule.Change change) {
    return new FieldRule(
        FieldPath.listOf(change.fields()),
        switch (change.action()) {
          case MASK -> FieldRule.Change.MASK;
          case HASH -> FieldRule.Change.HASH;
          case REMOVE -> FieldRule.Change.REMOVE;
        });
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
