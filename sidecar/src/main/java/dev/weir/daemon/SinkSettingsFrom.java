package dev.weir.daemon;

import dev.weir.config.OpenSearchAuth;
import dev.weir.config.OpenSearchConfig;
import dev.weir.config.RollupConfig;
import dev.weir.config.TypeConfig;
import dev.weir.config.WeirConfig;
import dev.weir.indices.IndexSettings;
import dev.weir.indices.Lifecycle;
import dev.weir.indices.Rollup;
import dev.weir.letters.LetterArchive;
import dev.weir.letters.LetterSettings;
import dev.weir.opensearch.Authentication;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.sink.SinkSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** What the configuration means for OpenSearch, its indices, dead letters and the sink. */
final class SinkSettingsFrom {
  private SinkSettingsFrom() {}

  static OpenSearchSettings openSearch(WeirConfig config) {
    OpenSearchConfig opensearch = config.opensearch();
    OpenSearchSettings defaults = OpenSearchSettings.of(opensearch.url());
    return new OpenSearchSettings(
        opensearch.url(),
        authentication(opensearch.auth()),
        opensearch.ca(),
        opensearch.insecure(),
        opensearch.connections(),
        defaults.connectTimeout(),
        opensearch.requestTimeout(),
        defaults.firstBackoff(),
        defaults.lastBackoff(),
        opensearch.gzip());
  }

  static LetterSettings letters(WeirConfig config, @Nullable LetterArchive archive) {
    return new LetterSettings(config.host(), config.deadLetters().maxBody(), archive);
  }

  static SinkSettings sink(WeirConfig config, IndexSettings indices) {
    OpenSearchConfig opensearch = config.opensearch();
    SinkSettings defaults = SinkSettings.of(indices.types(), indices.ownNames());
    return new SinkSettings(
        opensearch.connections(),
        opensearch.bulkSize(),
        defaults.queueBytes(),
        opensearch.bulkLinger(),
        ShutdownShares.other(config.shutdownDeadline()),
        defaults.types(),
        defaults.ownNames());
  }

  static IndexSettings indices(WeirConfig config) {
    OpenSearchConfig opensearch = config.opensearch();
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
        opensearch.installTemplates(),
        opensearch.shards(),
        shards,
        opensearch.replicas(),
        opensearch.refreshInterval(),
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
      RollupConfig rollup = type.indices().rollup();
      if (rollup != null) {
        rollups.put(
            type.type(), new Rollup(rollup.after(), rollup.interval(), rollup.by(), rollup.sum()));
      }
    }
    Duration unparsed = config.opensearch().unparsedRetention();
    if (unparsed != null) {
      retention.put("unparsed", unparsed);
    }
    return new Lifecycle(config.opensearch().ism(), retention, rollups);
  }

  private static Authentication authentication(OpenSearchAuth auth) {
    return switch (auth) {
      case OpenSearchAuth.None _ -> new Authentication.None();
      case OpenSearchAuth.Basic(String user, var password) ->
          new Authentication.Basic(user, password.reveal());
      case OpenSearchAuth.SigV4(String region, OpenSearchAuth.Service service) ->
          new Authentication.SigV4(
              region,
              service.name().toLowerCase(Locale.ROOT),
              DefaultCredentialsProvider.builder().build());
    };
  }
}
