package dev.weir.daemon;

import dev.weir.config.EnrichConfig;
import dev.weir.enrich.Enricher;
import dev.weir.enrich.Enrichment;
import dev.weir.enrich.Tally;
import dev.weir.enrich.agent.AgentEnricher;
import dev.weir.enrich.geo.GeoDatabase;
import dev.weir.enrich.geo.GeoEnricher;
import dev.weir.enrich.geo.GeoSettings;
import dev.weir.enrich.table.TableEnricher;
import dev.weir.enrich.table.TableSettings;
import dev.weir.enrich.table.Tables;
import dev.weir.enrich.threat.IndicatorLists;
import dev.weir.enrich.threat.ThreatEnricher;
import dev.weir.enrich.threat.ThreatList;
import dev.weir.enrich.threat.ThreatSettings;
import dev.weir.enrich.url.UrlEnricher;
import dev.weir.feed.FileSource;
import dev.weir.feed.HttpSource;
import dev.weir.feed.KeptList;
import dev.weir.feed.ListOrigin;
import dev.weir.feed.ListReader;
import dev.weir.feed.ListSettings;
import dev.weir.feed.ListSource;
import dev.weir.feed.Lists;
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

  /** Reads each list again that changed, now, and waits for that as long as a start does. */
  void readAgain() {
    lists.readAgain(PATIENCE);
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

  private Enricher geo(GeoSettings settings) {
    List<KeptList<GeoDatabase>> databases =
        settings.databases().stream().map(each -> keep(each, GeoDatabase.reader())).toList();
    return new GeoEnricher(databases, settings.of(), tally("geo"));
  }

  private ThreatList threat(ThreatSettings settings) {
    return new ThreatList(
        keep(settings.list(), IndicatorLists.of(settings)),
        settings.provider(),
        tally("threat_" + settings.list().name()));
  }

  private Enricher table(TableSettings settings) {
    return new TableEnricher(
        keep(settings.list(), Tables.of(settings)),
        settings.addresses(),
        settings.fields(),
        List.copyOf(settings.add().values()),
        settings.set(),
        tally("table_" + settings.list().name()));
  }

  private Tally tally(String enrichment) {
    return Tally.of(enrichment, metrics::counter);
  }

  private <T> KeptList<T> keep(ListSettings list, ListReader<T> reader) {
    return lists.keep(list.name(), source(list.from()), list.limits(), reader);
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
