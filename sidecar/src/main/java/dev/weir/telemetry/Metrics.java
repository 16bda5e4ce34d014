package dev.weir.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Everything Weir counts, one method per family. Names begin with {@code weir_}; values of labels
 * are few by construction and bounded in any case. Thread-safe; counts are added per batch, not per
 * record.
 */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CounterFamily filtered;
  private final CounterFamily rulesMatched;
  private final CounterFamily unparsed;
  private final CounterFamily timesReplaced;
  private final CounterFamily unknownColumns;
  private final CounterFamily inner;
  private final CounterFamily skippedDocuments;
  private final CounterFamily notText;
  private final CounterFamily invalidUtf8;
  private final CounterFamily policies;
  private final CounterFamily reshaped;
  private final CounterFamily idConflicts;
  private final CounterFamily indicesDeleted;
  private final CounterFamily deadLettered;
  private final CounterFamily replayed;
  private final CounterFamily bytes;
  private final CounterFamily objects;
  private final CounterFamily afterActions;
  private final CounterFamily swept;
  private final CounterFamily messages;
  private final CounterFamily requests;
  private final CounterFamily frames;
  private final CounterFamily chunks;
  private final CounterFamily connections;
  private final CounterFamily stamps;
  private final CounterFamily multiplied;
  private final CounterFamily missed;
  private final CounterFamily bulks;
  private final CounterFamily bulkItems;

  /** Function counters refer to what they ask weakly; this keeps it. */
  private final List<Object> kept = new CopyOnWriteArrayList<>();

  private final Map<String, AtomicInteger> alarms = new ConcurrentHashMap<>();
  private final Map<String, BooleanSupplier> conditions = new ConcurrentHashMap<>();

  /** A set of metrics of its own, all at nothing. */
  public Metrics() {
    filtered = family(Metric.FILTERED);
    rulesMatched = family(Metric.RULES_MATCHED);
    unparsed = family(Metric.UNPARSED);
    timesReplaced = family(Metric.TIMES_REPLACED);
    unknownColumns = family(Metric.UNKNOWN_COLUMNS);
    inner = family(Metric.INNER_RECORDS);
    skippedDocuments = family(Metric.DOCUMENTS_SKIPPED);
    notText = family(Metric.NOT_TEXT);
    invalidUtf8 = family(Metric.INVALID_UTF8);
    indicesDeleted = family(Metric.INDICES_DELETED);
    policies = family(Metric.POLICIES);
    reshaped = family(Metric.DOCUMENTS_RESHAPED);
    idConflicts = family(Metric.ID_CONFLICTS);
    deadLettered = family(Metric.DEAD_LETTERS);
    replayed = family(Metric.DEAD_LETTERS_REPLAYED);
    bytes = family(Metric.BYTES);
    objects = family(Metric.OBJECTS);
    afterActions = family(Metric.AFTER_ACTIONS);
    swept = family(Metric.SWEEP_OBJECTS);
    messages = family(Metric.MESSAGES);
    requests = family(Metric.AWS_REQUESTS);
    frames = family(Metric.FRAMES);
    chunks = family(Metric.CHUNKS);
    connections = family(Metric.CONNECTIONS);
    stamps = family(Metric.STAMPS_REJECTED);
    multiplied = family(Metric.RECORDS_MULTIPLIED);
    missed = family(Metric.LEDGER_MISSED_RECORDS);
    bulks = family(Metric.BULK_REQUESTS);
    bulkItems = family(Metric.BULK_ITEMS);
  }

  /** The counters of a metric, by its labels. */
  CounterFamily family(Metric metric) {
    return new CounterFamily(registry, metric);
  }

  /** Adds memory, threads, processor, files and uptime of this JVM. */
  public void watchJvm() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** A record dropped by the rule of this name: {@code weir_filtered_total{reason}}. */
  public void filtered(String reason) {
    filtered.add(1, reason);
  }

  /** A record that matches a rule: {@code weir_rule_matches_total{rule,level}}. */
  public void ruleMatched(String rule, String level) {
    rulesMatched.add(1, rule, level);
  }

  /** A line that was not understood: {@code weir_unparsed_total{type,reason}}. */
  public void unparsed(String type, String reason) {
    unparsed.add(1, type, reason);
  }

  /** A document without its event's own time: {@code weir_times_replaced_total{type,reason}}. */
  public void timeReplaced(String type, String reason) {
    timesReplaced.add(1, type, reason);
  }

  /** A line with values that its type has no column for: {@code weir_unknown_columns_total}. */
  public void unknownColumns(String type) {
    unknownColumns.add(1, type);
  }

  /** A record that lay in another: {@code weir_inner_records_total{type}}. */
  public void inner(String type) {
    inner.add(1, type);
  }

  /** Documents without records in an object: {@code weir_documents_skipped_total{type}}. */
  public void skippedDocuments(String type, long count) {
    skippedDocuments.add(count, type);
  }

  /** What is no text, kept as dead letters: {@code weir_not_text_total{kind}}. */
  public void notText(String kind, long count) {
    notText.add(count, kind);
  }

  /** A document with bytes that are no UTF-8: {@code weir_invalid_utf8_total{type}}. */
  public void invalidUtf8(String type) {
    invalidUtf8.add(1, type);
  }

  /** Indices deleted for their age: {@code weir_indices_deleted_total{type,outcome}}. */
  public void indexDeletion(String type, String outcome) {
    indicesDeleted.add(1, type, outcome);
  }

  /** Policies of indices: {@code weir_policies_total{type,outcome}}. */
  public void policy(String type, String outcome) {
    policies.add(1, type, outcome);
  }

  /** Documents taken in their safe form only: {@code weir_documents_reshaped_total{type}}. */
  public void reshaped(String type) {
    reshaped.add(1, type);
  }

  /** Records whose id was another record's: {@code weir_id_conflicts_total{type}}. */
  public void idConflict(String type) {
    idConflicts.add(1, type);
  }

  /** Records kept as dead letters: {@code weir_dead_letters_total{reason,stage}}. */
  public void deadLettered(String reason, String stage, long count) {
    deadLettered.add(count, reason, stage);
  }

  /** Dead letters replayed: {@code weir_dead_letters_replayed_total{outcome}}. */
  public void replayed(String outcome, long count) {
    replayed.add(count, outcome);
  }

  /** A further record of one ordinal: {@code weir_records_multiplied_total}. */
  public void multiplied() {
    multiplied.add(1);
  }

  /** Late records that no line of the ledger counts: {@code weir_ledger_missed_records_total}. */
  public void missedInLedger(long count) {
    missed.add(count);
  }

  /**
   * Bytes at a point such as downloaded, split, sent, received: {@code weir_bytes_total{point}}.
   */
  public void bytes(String point, long count) {
    bytes.add(count, point);
  }

  /** Objects by outcome: {@code weir_objects_total{outcome}}. */
  public void object(String outcome) {
    objects.add(1, outcome);
  }

  /** From an object's first message to its last record settled: {@code weir_object_seconds}. */
  public void objectTook(Duration took) {
    timer(Metric.OBJECT_SECONDS).record(took);
  }

  /** Actions on settled objects: {@code weir_after_actions_total{action,outcome}}. */
  public void afterAction(String action, String outcome) {
    afterActions.add(1, action, outcome);
  }

  /** Objects that sweeps came by: {@code weir_sweep_objects_total{outcome}}. */
  public void swept(String outcome, long count) {
    swept.add(count, outcome);
  }

  /** Messages by outcome: {@code weir_messages_total{queue,outcome}}. */
  public void message(String queue, String outcome) {
    messages.add(1, queue, outcome);
  }

  /** Requests to AWS: {@code weir_aws_requests_total{operation,outcome}}. */
  public void awsRequest(String operation, String outcome) {
    requests.add(1, operation, outcome);
  }

  /** Frames sent by the source: {@code weir_frames_total{outcome}}. */
  public void frame(String outcome) {
    frames.add(1, outcome);
  }

  /** Chunks by what became of them: {@code weir_chunks_total{outcome}}. */
  public void chunk(String outcome) {
    chunks.add(1, outcome);
  }

  /** Forward connections: {@code weir_connections_total{event}}. */
  public void connection(String event) {
    connections.add(1, event);
  }

  /** Stamps that did not verify: {@code weir_stamps_rejected_total{reason}}. */
  public void stampRejected(String reason, long count) {
    stamps.add(count, reason);
  }

  /** A bulk request: {@code weir_bulk_requests_total{outcome}}, {@code weir_bulk_seconds}. */
  public void bulk(String outcome, long bodyBytes, Duration took) {
    bulks.add(1, outcome);
    bytes.add(bodyBytes, "bulk");
    timer(Metric.BULK_SECONDS).record(took);
  }

  /** Documents answered: {@code weir_bulk_items_total{outcome}}. */
  public void bulkItems(String outcome, long count) {
    bulkItems.add(count, outcome);
  }

  /** Something holds and an operator should look: {@code weir_alarm{reason}}, 1 or 0. */
  public void alarm(String reason, boolean on) {
    alarms.computeIfAbsent(reason, this::registerAlarm).set(on ? 1 : 0);
  }

  /** An alarm that is on for as long as a condition holds. */
  public <T> void alarm(String reason, T of, Predicate<T> holds) {
    conditions.put(reason, () -> holds.test(of));
    gauge(Metric.ALARM, of, each -> holds.test(each) ? 1 : 0, reason);
  }

  /** The alarms that are on, by their reasons. */
  public List<String> activeAlarms() {
    return Stream.concat(
            alarms.entrySet().stream()
                .filter(alarm -> alarm.getValue().get() > 0)
                .map(Map.Entry::getKey),
            conditions.entrySet().stream()
                .filter(alarm -> alarm.getValue().getAsBoolean())
                .map(Map.Entry::getKey))
        .sorted()
        .toList();
  }

  private AtomicInteger registerAlarm(String reason) {
    AtomicInteger state = new AtomicInteger();
    gauge(Metric.ALARM, state, AtomicInteger::get, reason);
    return state;
  }

  /**
   * Shows a value of the moment.
   *
   * @param of kept for as long as the metrics live
   * @param values of the metric's labels, in their order
   */
  public <T> void gauge(Metric metric, T of, ToDoubleFunction<T> value, String... values) {
    Gauge.builder(metric.meter(), of, value)
        .description(metric.help())
        .tags(tags(metric, values))
        .strongReference(true)
        .register(registry);
  }

  /**
   * Shows a count that is kept elsewhere.
   *
   * @param of kept for as long as the metrics live
   * @param values of the metric's labels, in their order
   */
  public <T> void counted(Metric metric, T of, ToDoubleFunction<T> count, String... values) {
    Kept<T> held = new Kept<>(of, count);
    kept.add(held);
    FunctionCounter.builder(metric.meter(), held, Kept::count)
        .description(metric.help())
        .tags(tags(metric, values))
        .register(registry);
  }

  private static Tags tags(Metric metric, String... values) {
    Tags tags = Tags.empty();
    for (int i = 0; i < metric.labels().size(); i++) {
      tags = tags.and(metric.labels().get(i).name(), values[i]);
    }
    return tags;
  }

  /** What a counter asks, and how. */
  private record Kept<T>(T of, ToDoubleFunction<T> function) {
    double count() {
      return function.applyAsDouble(of);
    }
  }

  private Timer timer(Metric metric) {
    return Timer.builder(metric.meter())
        .description(metric.help())
        .publishPercentileHistogram(false)
        .register(registry);
  }

  /**
   * The sum of a metric's series.
   *
   * @param labels names and values that the series have, in pairs
   */
  public double sum(Metric metric, String... labels) {
    return registry.find(metric.meter()).tags(labels).meters().stream()
        .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
        .mapToDouble(Measurement::getValue)
        .sum();
  }

  /** All of it in the text form of Prometheus. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
