package dev.weir.daemon;

import dev.weir.account.EarlyFrames;
import dev.weir.account.Fate;
import dev.weir.account.Ledger;
import dev.weir.account.StampKey;
import dev.weir.config.WeirConfig;
import dev.weir.control.ControlSettings;
import dev.weir.control.DaemonStatus;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.ReservedNames;
import dev.weir.forward.ForwardServer;
import dev.weir.indices.IndexSettings;
import dev.weir.indices.Indices;
import dev.weir.letters.DeadLetterStore;
import dev.weir.letters.LetterPrefix;
import dev.weir.opensearch.OpenSearch;
import dev.weir.pipeline.ChunkPipeline;
import dev.weir.pipeline.Routes;
import dev.weir.replay.ObjectReplay;
import dev.weir.replay.Replay;
import dev.weir.settings.Secret;
import dev.weir.settle.LateRecords;
import dev.weir.settle.LedgerIndex;
import dev.weir.settle.ObjectAccounts;
import dev.weir.sink.OpenSearchSink;
import dev.weir.source.S3Source;
import dev.weir.source.SettleAt;
import dev.weir.telemetry.Check;
import dev.weir.telemetry.EnrichMetrics;
import dev.weir.telemetry.ForwardMetrics;
import dev.weir.telemetry.HttpEndpoints;
import dev.weir.telemetry.IndexMetrics;
import dev.weir.telemetry.Metric;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.PipelineMetrics;
import dev.weir.telemetry.RuleMetrics;
import dev.weir.telemetry.SettleMetrics;
import dev.weir.telemetry.SinkMetrics;
import dev.weir.telemetry.SourceMetrics;
import dev.weir.telemetry.TroubleMetrics;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Builds all parts from the configuration, in the order of the data, last first. No I/O yet. */
final class Wiring {
  private final Metrics metrics = new Metrics();
  private final LedgerIndex lines;
  private final LateRecords late;
  private final Ledger ledger;
  private final SecureRandom random = new SecureRandom();
  private final @Nullable S3Letters letters;
  private final OpenSearch openSearch;
  private final Indices indices;
  private final OpenSearchSink sink;
  private final Enriching enriching;
  private final Rules rules;
  private final Alerting alerting;
  private final OwnPrincipals own;
  private final ForwardServer forward;
  private final @Nullable S3Source source;
  private final @Nullable HttpEndpoints endpoints;
  private final Control control;

  /**
   * Builds all of it.
   *
   * @param version what the control service says it is
   * @throws IOException if a file that the configuration names cannot be read
   */
  Wiring(WeirConfig config, String version) throws IOException {
    StampKey key = stampKey(config);
    LogTypes types = LogTypesFrom.config(config);
    LetterPrefix prefix = config.deadLetters().s3();
    letters = prefix == null ? null : S3Letters.of(prefix);
    openSearch =
        new OpenSearch(config.opensearch(), new TroubleMetrics(metrics), Clock.systemUTC());
    IndexSettings wanted = SettingsAcross.indices(config);
    indices = new Indices(wanted, openSearch, new IndexMetrics(metrics), Clock.systemUTC());
    sink =
        new OpenSearchSink(
            SettingsAcross.sink(config, wanted),
            SettingsAcross.letters(config, letters),
            openSearch,
            indices::prepare,
            new SinkMetrics(metrics),
            Clock.systemUTC());
    SettleMetrics settled = new SettleMetrics(metrics);
    lines = new LedgerIndex(openSearch, sink, sink, settled, Clock.systemUTC());
    late = new LateRecords(lines, settled, System::nanoTime);
    // Only who reads objects has written lines of them.
    ledger = new Ledger(config.source().enabled() ? late : EarlyFrames.NONE);
    PipelineMetrics records = new PipelineMetrics(metrics, ledger);
    enriching = new Enriching(config.enrich(), new EnrichMetrics(metrics));
    rules = new Rules(config, types, new RuleMetrics(metrics));
    alerting = new Alerting(config, openSearch, metrics, Clock.systemUTC());
    own = new OwnPrincipals(config);
    Routes routes =
        RoutesFrom.config(
            config, types, enriching.enrichment(), own.calls(), rules.set(), records::flag);
    ChunkPipeline pipeline =
        new ChunkPipeline(
            reserved(config),
            key,
            routes,
            ledger,
            sink,
            config.forward().maxEntries(),
            records,
            Clock.systemUTC());
    forward =
        new ForwardServer(
            config.forward().withDrain(ShutdownShares.other(config.shutdownDeadline())),
            pipeline,
            new ForwardMetrics(metrics));
    source = config.source().enabled() ? source(config, types, key) : null;
    source().ifPresent(this::showAge);
    List<Check> checks = checks(config);
    endpoints = config.metrics().enabled() ? endpoints(config, checks) : null;
    control =
        new Control(
            config.control(),
            ControlSettings.DEFAULT_SOCKET,
            new DaemonStatus(
                version,
                ledger,
                () -> notReady(checks),
                new StatusDetails(metrics, lines, source),
                System::nanoTime),
            new SourceBackfills(source),
            replay(config, pipeline),
            new LetterDesk(() -> letterStore(config), Clock.systemUTC()),
            alerting.desk());
    metrics.watchJvm();
  }

  OpenSearch openSearch() {
    return openSearch;
  }

  Indices indices() {
    return indices;
  }

  OpenSearchSink sink() {
    return sink;
  }

  LateRecords late() {
    return late;
  }

  Optional<S3Letters> letters() {
    return Optional.ofNullable(letters);
  }

  Enriching enriching() {
    return enriching;
  }

  /** The rules that records are held against. */
  Rules rules() {
    return rules;
  }

  /** Makes alerts of matches, and sends them. */
  Alerting alerting() {
    return alerting;
  }

  OwnPrincipals own() {
    return own;
  }

  ForwardServer forward() {
    return forward;
  }

  Optional<S3Source> source() {
    return Optional.ofNullable(source);
  }

  Optional<HttpEndpoints> endpoints() {
    return Optional.ofNullable(endpoints);
  }

  Control control() {
    return control;
  }

  Ledger ledger() {
    return ledger;
  }

  Metrics metrics() {
    return metrics;
  }

  private Replay replay(WeirConfig config, ChunkPipeline pipeline) {
    return new Replay(
        () -> letterStore(config),
        pipeline,
        source == null ? ObjectReplay.NONE : new SourceObjects(source),
        sink::isDelivering,
        (outcome, letters) -> metrics.replayed(outcome.label(), letters),
        Clock.systemUTC());
  }

  private static DeadLetterStore letterStore(WeirConfig config) {
    return new DeadLetterStore(config.opensearch(), config.host(), Clock.systemUTC());
  }

  private void showAge(S3Source opened) {
    metrics.gauge(Metric.OBJECT_OLDEST_SECONDS, opened, each -> each.oldestObjectAge().toSeconds());
  }

  private S3Source source(WeirConfig config, LogTypes types, StampKey key) throws IOException {
    return new S3Source(
        SettingsAcross.source(config),
        types,
        new ObjectAccounts(
            ledger,
            lines,
            sink::isDelivering,
            config.source().settle() == SettleAt.FLUENT_BIT,
            missingFrames(config),
            Clock.systemUTC(),
            System::nanoTime),
        key,
        new SourceMetrics(metrics),
        DefaultCredentialsProvider.builder().build(),
        random,
        System::nanoTime);
  }

  private static Fate missingFrames(WeirConfig config) {
    return config.source().fluentBit().dropsWholeFrames()
        ? Fate.DROPPED_IN_FLUENT_BIT
        : Fate.UNACCOUNTED;
  }

  private List<Check> checks(WeirConfig config) {
    Check openSearch = new Check("opensearch", sink::problem);
    Check deadLetters = new Check("dead_letters", sink::lettersProblem);
    Check listening =
        new Check(
            "forward",
            () ->
                forward.ports().isEmpty() ? Optional.of("does not listen yet") : Optional.empty());
    return config.forward().enabled()
        ? List.of(openSearch, deadLetters, listening)
        : List.of(openSearch, deadLetters);
  }

  private static Map<String, String> notReady(List<Check> checks) {
    Map<String, String> problems = new TreeMap<>();
    checks.forEach(
        check -> check.problem().get().ifPresent(problem -> problems.put(check.name(), problem)));
    return problems;
  }

  private HttpEndpoints endpoints(WeirConfig config, List<Check> checks) {
    return new HttpEndpoints(
        new InetSocketAddress(config.metrics().listen().host(), config.metrics().listen().port()),
        metrics::scrape,
        checks);
  }

  /** The same key on each host of the fleet; without a source there are no stamps to believe. */
  private StampKey stampKey(WeirConfig config) {
    Secret fleetKey = config.fleetKey();
    if (fleetKey != null) {
      return StampKey.fromSecret(fleetKey.revealBytes());
    }
    byte[] unknown = new byte[32];
    random.nextBytes(unknown);
    return StampKey.fromSecret(unknown);
  }

  /** The names at the top of a document that are not a log's own. */
  static ReservedNames reserved(WeirConfig config) {
    return new ReservedNames(
        Stream.of(
                Stream.of("weir", "@timestamp", "native", "promoted"),
                EcsSchema.get().roots().stream(),
                RoutesFrom.flagNames(config))
            .flatMap(names -> names)
            .toList());
  }
}
