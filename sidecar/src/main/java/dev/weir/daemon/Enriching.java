package dev.weir.daemon;

import dev.weir.config.EnrichConfig;
import dev.weir.config.GeoConfig;
import dev.weir.config.ListConfig;
import dev.weir.config.ListOrigin;
import dev.weir.config.TableConfig;
import dev.weir.config.ThreatConfig;
import dev.weir.enrich.Enricher;
import dev.weir.enrich.Enrichment;
import dev.weir.enrich.Tally;
import dev.weir.enrich.agent.AgentEnricher;
import dev.weir.enrich.feed.FileSource;
import dev.weir.enrich.feed.HttpSource;
import dev.weir.enrich.feed.KeptList;
import dev.weir.enrich.feed.ListLimits;
import dev.weir.enrich.feed.ListReader;
import dev.weir.enrich.feed.ListSource;
import dev.weir.enrich.feed.Lists;
import dev.weir.enrich.geo.GeoDatabase;
import dev.weir.enrich.geo.GeoEnricher;
import dev.weir.enrich.table.AssetTable;
import dev.weir.enrich.table.TableEnricher;
import dev.weir.enrich.table.TableShape;
import dev.weir.enrich.table.Tables;
import dev.weir.enrich.threat.Confidence;
import dev.weir.enrich.threat.IndicatorColumns;
import dev.weir.enrich.threat.IndicatorLists;
import dev.weir.enrich.threat.Indicators;
import dev.weir.enrich.threat.ThreatEnricher;
import dev.weir.enrich.threat.ThreatList;
import dev.weir.enrich.url.UrlEnricher;
import dev.weir.source.aws.AwsClients;
import dev.weir.telemetry.EnrichMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The enrichments of a configuration, and the lists that they look up in. */
final class Enriching implements AutoCloseable {
  /** For how long a start waits for lists that are slow to come. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LONGEST_READ = Duration.ofMinutes(5);
  private static final int CONNECTIONS = 2;

  private final EnrichMetrics metrics;
  private final Lists lists;
  private final Map<String, Enricher> enrichers;
  private @Nullable DefaultCredentialsProvider credentials;
  private @Nullable AwsClients clients;

  /** Builds them; nothing is read yet. */
  Enriching(EnrichConfig config, EnrichMetrics metrics) {
    this.metrics = metrics;
    this.lists = new Lists(metrics, System::nanoTime);
    this.enrichers = enrichers(config);
  }

  /** All of them. */
  Enrichment enrichment() {
    return new Enrichment(List.copyOf(enrichers.values()));
  }

  /** What they are called, in their order, each with itself and all before it. */
  Map<String, Enrichment> steps() {
    Map<String, Enrichment> steps = new LinkedHashMap<>();
    List<Enricher> soFar = new ArrayList<>();
    enrichers.forEach(
        (name, enricher) -> {
          soFar.add(enricher);
          steps.put(name, new Enrichment(List.copyOf(soFar)));
        });
    return steps;
  }

  /** Reads all lists and keeps them up to date. */
  void start() {
    lists.start(PATIENCE);
  }

  /** Reads all lists once; for each why it cannot be had, or empty. */
  Map<String, Optional<String>> readOnce() {
    return lists.readOnce();
  }

  @Override
  public void close() {
    lists.close();
    if (clients != null) {
      clients.close();
    }
    if (credentials != null) {
      credentials.close();
    }
  }

  private Map<String, Enricher> enrichers(EnrichConfig config) {
    Map<String, Enricher> all = new LinkedHashMap<>();
    if (!config.geo().databases().isEmpty()) {
      all.put("geo", geo(config.geo()));
    }
    if (config.userAgent()) {
      all.put("user_agent", new AgentEnricher(tally("user_agent"), System::nanoTime));
    }
    if (config.url()) {
      all.put("url", new UrlEnricher(tally("url")));
    }
    if (!config.threat().isEmpty()) {
      all.put("threat", new ThreatEnricher(config.threat().stream().map(this::threat).toList()));
    }
    config.tables().forEach(each -> all.put("table " + each.list().name(), table(each)));
    return all;
  }

  private Enricher geo(GeoConfig config) {
    List<KeptList<GeoDatabase>> databases =
        config.databases().stream().map(each -> keep(each, GeoDatabase.reader())).toList();
    return new GeoEnricher(databases, config.of(), tally("geo"));
  }

  private ThreatList threat(ThreatConfig config) {
    Integer confidence = config.confidence();
    IndicatorLists lists =
        new IndicatorLists(
            config.list().maxEntries(), confidence == null ? null : Confidence.of(confidence));
    ListReader<Indicators> reader =
        switch (config.form()) {
          case TEXT -> lists.text();
          case STIX -> lists.stix();
          case CSV ->
              lists.csv(
                  new IndicatorColumns(
                      config.indicator(), config.confidenceColumn(), config.labelColumn()),
                  config.csv().separator(),
                  config.csv().header());
        };
    return new ThreatList(
        keep(config.list(), reader), config.provider(), tally("threat_" + config.list().name()));
  }

  private Enricher table(TableConfig config) {
    boolean addresses = config.match() == TableConfig.Match.IP;
    TableShape shape =
        new TableShape(
            config.key(),
            addresses,
            List.copyOf(config.add().keySet()),
            config.list().maxEntries());
    ListReader<AssetTable> reader =
        switch (config.form()) {
          case CSV -> Tables.csv(shape, config.csv().separator(), config.csv().header());
          case JSON -> Tables.json(shape);
          case TEXT -> Tables.text(shape);
          case AWS_IP_RANGES -> Tables.awsRanges(shape);
        };
    return new TableEnricher(
        keep(config.list(), reader),
        addresses,
        config.fields(),
        List.copyOf(config.add().values()),
        config.set(),
        tally("table_" + config.list().name()));
  }

  private Tally tally(String enrichment) {
    return Tally.of(enrichment, metrics::counter);
  }

  private <T> KeptList<T> keep(ListConfig config, ListReader<T> reader) {
    return lists.keep(
        config.name(),
        source(config.from()),
        new ListLimits(
            config.refresh(), config.maxSize().bytes(), config.maxEntries(), LONGEST_READ),
        reader);
  }

  private ListSource source(ListOrigin from) {
    return switch (from) {
      case ListOrigin.LocalFile(var path) -> new FileSource(path);
      case ListOrigin.Url(var url, boolean privateAddresses) ->
          new HttpSource(url, privateAddresses);
      case ListOrigin.S3Object object -> new S3ListSource(object, clients());
    };
  }

  private AwsClients clients() {
    if (clients == null) {
      credentials = DefaultCredentialsProvider.builder().build();
      clients = new AwsClients(credentials, CONNECTIONS);
    }
    return clients;
  }
}
