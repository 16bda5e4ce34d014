package dev.weir.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
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

/**
 * Everything Weir counts, one method per family. Names begin with {@code weir_}; values of labels
 * are few by construction and bounded in any case. Thread-safe; counts are added per batch, not per
 * record.
 */
public final class Metrics implements AutoCloseable {
  private static final String ALARM = "1 while something holds and an operator should look";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CounterFamily filtered;
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
    filtered = family("weir.filtered", "Records dropped by configuration", "reason");
    unparsed = family("weir.unparsed", "Lines indexed without their fields", "type", "reason");
    timesReplaced =
        family(
            "weir.times.replaced",
            "Documents with another time than the event's own",
            "type",
            "reason");
    unknownColumns =
        family("weir.unknown.columns", "Lines with values in columns that are not known", "type");
    inner = family("weir.inner.records", "Records that lay in others, by their own type", "type");
    skippedDocuments =
        family("weir.documents.skipped", "Documents that say they hold no records", "type");
    notText =
        family("weir.not.text", "Objects, members and lines kept as they are no text", "kind");
    invalidUtf8 = family("weir.invalid.utf8", "Documents with bytes that are no UTF-8", "type");
    indicesDeleted =
        family("weir.indices.deleted", "Deletions of indices for their age", "type", "outcome");
    policies = family("weir.policies", "Policies of indices by outcome", "type", "outcome");
    reshaped = family("weir.documents.reshaped", "Documents indexed in their safe form", "type");
    idConflicts =
        family("weir.id.conflicts", "Records whose id was that of another record", "type");
    deadLettered = family("weir.dead.letters", "Records kept as dead letters", "reason", "stage");
    replayed =
        family(
            "weir.dead.letters.replayed", "Dead letters by what a replay made of them", "outcome");
    bytes = family("weir.bytes", "Bytes that passed a point", "point");
    objects = family("weir.objects", "Objects of S3 by outcome", "outcome");
    afterActions =
        family("weir.after.actions", "What was done with settled objects", "action", "outcome");
    swept = family("weir.sweep.objects", "Objects that sweeps came by", "outcome");
    messages = family("weir.messages", "Messages of SQS by outcome", "queue", "outcome");
    requests = family("weir.aws.requests", "Requests to AWS", "operation", "outcome");
    frames = family("weir.frames", "Frames sent by the source", "outcome");
    chunks = family("weir.chunks", "Forward chunks by what became of them", "outcome");
    connections = family("weir.connections", "Forward connections", "event");
    stamps = family("weir.stamps.rejected", "Stamps that did not verify", "reason");
    multiplied =
        family("weir.records.multiplied", "Further records that Fluent Bit filters made of one");
    missed =
        family("weir.ledger.missed.records", "Records that came late and are in no ledger line");
    bulks = family("weir.bulk.requests", "Bulk requests", "outcome");
    bulkItems = family("weir.bulk.items", "Documents answered in bulk requests", "outcome");
  }

  /** A family of counters more. */
  CounterFamily family(String name, String help, String... labels) {
    return new CounterFamily(registry, name, help, labels);
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
    timer("weir.object", "From the message to the last record settled").record(took);
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
    timer("weir.bulk", "Bulk requests from send to answer").record(took);
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
    Gauge.builder("weir.alarm", of, each -> holds.test(each) ? 1 : 0)
        .description(ALARM)
        .tag("reason", reason)
        .strongReference(true)
        .register(registry);
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
    Gauge.builder("weir.alarm", state, AtomicInteger::get)
        .description(ALARM)
        .tag("reason", reason)
        .strongReference(true)
        .register(registry);
    return state;
  }

  /**
   * Shows a value of the moment, as {@code weir_<name>}.
   *
   * @param name words with dots, such as {@code window.bytes}
   * @param of kept for as long as the metrics live
   * @param labels names and values in turn
   */
  public <T> void gauge(
      String name, String help, T of, ToDoubleFunction<T> value, String... labels) {
    Gauge.builder("weir." + name, of, value)
        .description(help)
        .tags(labels)
        .strongReference(true)
        .register(registry);
  }

  /**
   * Shows a count that is kept elsewhere, as {@code weir_<name>_total}.
   *
   * @param of kept for as long as the metrics live
   * @param labels names and values in turn
   */
  public <T> void counted(
      String name, String help, T of, ToDoubleFunction<T> count, String... labels) {
    Kept<T> held = new Kept<>(of, count);
    kept.add(held);
    FunctionCounter.builder("weir." + name, held, Kept::count)
        .description(help)
        .tags(labels)
        .register(registry);
  }

  /** What a counter asks, and how. */
  private record Kept<T>(T of, ToDoubleFunction<T> function) {
    double count() {
      return function.applyAsDouble(of);
    }
  }

  private Timer timer(String name, String help) {
    return Timer.builder(name)
        .description(help)
        .publishPercentileHistogram(false)
        .register(registry);
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
