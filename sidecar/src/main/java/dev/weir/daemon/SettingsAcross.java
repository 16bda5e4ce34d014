package dev.weir.daemon;

import dev.weir.alert.AlertSettings;
import dev.weir.config.TypeConfig;
import dev.weir.config.WeirConfig;
import dev.weir.forward.ForwardLimits;
import dev.weir.indices.IndexDefaults;
import dev.weir.indices.IndexSettings;
import dev.weir.indices.Lifecycle;
import dev.weir.indices.Rollup;
import dev.weir.letters.LetterArchive;
import dev.weir.letters.LetterSettings;
import dev.weir.settings.Endpoint;
import dev.weir.sink.SinkSettings;
import dev.weir.source.SourceLimits;
import dev.weir.source.SourceSettings;
import dev.weir.units.ByteSize;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stages are told that stands in several sections of the configuration. */
final class SettingsAcross {
  /**
   * Frames in flight on a connection that leads to a sidecar: it acknowledges late, in any order.
   */
  private static final int TO_A_SIDECAR = 256;

  /** Fluent Bit adds to a chunk until it has about 2 MB; and what surrounds a record in it. */
  private static final ByteSize FLUENT_BIT_CHUNK = ByteSize.ofKiB(2304);

  private SettingsAcross() {}

  /** The source beside the forward server, within its share of the time to stop. */
  static SourceSettings source(WeirConfig config) {
    SourceSettings source = config.source();
    return source
        .withForwardTo(source.forwardTo().withMaxInFlight(isStraight(config) ? TO_A_SIDECAR : 1))
        .withLimits(within(config.forward().limits(), source.limits()))
        .withDrain(ShutdownShares.source(config.shutdownDeadline()));
  }

  /** Whether the source sends to a listener of its own process, without Fluent Bit in between. */
  static boolean isStraight(WeirConfig config) {
    Endpoint to = config.source().forwardTo().to();
    return config.forward().listeners().stream().anyMatch(listener -> listener.at().equals(to));
  }

  /**
   * What a chunk of Fluent Bit may hold already must not make it too large for our own listener.
   */
  private static SourceLimits within(ForwardLimits forward, SourceLimits source) {
    ByteSize room = new ByteSize(forward.frame().bytes() - FLUENT_BIT_CHUNK.bytes());
    return source.withFrames(source.frames().withPackedUpTo(room));
  }

  /** Alerts need searches of documents just written, and conditions that a collection has not. */
  static AlertSettings alerts(WeirConfig config) {
    return config.opensearch().serverless() ? config.alerts().off() : config.alerts();
  }

  static LetterSettings letters(WeirConfig config, @Nullable LetterArchive archive) {
    return new LetterSettings(config.host(), config.deadLetters().maxBody(), archive);
  }

  static SinkSettings sink(WeirConfig config, IndexSettings indices) {
    SinkSettings defaults = SinkSettings.of(indices.types(), indices.ownNames());
    return new SinkSettings(
        config.opensearch().connections(),
        config.bulk().size(),
        defaults.queueBytes(),
        config.bulk().linger(),
        ShutdownShares.other(config.shutdownDeadline()),
        defaults.types(),
        defaults.ownNames());
  }

  static IndexSettings indices(WeirConfig config) {
    IndexDefaults defaults = config.indices();
    Map<String, Integer> shards = new HashMap<>();
    config
        .types()
        .forEach(
            (name, type) -> {
              Integer ofType = type.indices().shards();
              if (ofType != null) {
                shards.put(name, ofType);
              }
            });
    return new IndexSettings(
        defaults.install(),
        defaults.shards(),
        shards,
        defaults.replicas(),
        defaults.refresh(),
        LogTypesFrom.config(config).all(),
        lifecycle(config),
        RoutesFrom.flagNames(config).collect(Collectors.toSet()));
  }

  private static Lifecycle lifecycle(WeirConfig config) {
    Map<String, Duration> retention = new HashMap<>();
    Map<String, Rollup> rollups = new HashMap<>();
    for (TypeConfig type : config.types().values()) {
      Duration kept = type.indices().retention();
      if (kept != null) {
        retention.put(type.type(), kept);
      }
      Rollup rollup = type.indices().rollup();
      if (rollup != null) {
        rollups.put(type.type(), rollup);
      }
    }
    Duration unparsed = config.indices().unparsedRetention();
    if (unparsed != null) {
      retention.put("unparsed", unparsed);
    }
    Duration matches = config.alerts().matchesRetention();
    if (matches != null) {
      retention.put("matches", matches);
    }
    return new Lifecycle(config.indices().policies(), retention, rollups);
  }
}
