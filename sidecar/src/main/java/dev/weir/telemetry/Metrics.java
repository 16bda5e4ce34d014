package dev.weir.telemetry;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/**
 * Everything Weir counts, one method per family. Names begin with {@code weir_}; values of labels
 * are few by construction and bounded in any case. Thread-safe; counts are added per batch, not per
 * record.
 */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CounterFamily read;
  private final CounterFamily records;
  private final CounterFamily flags;
  private final CounterFamily bytes;
  private final CounterFamily objects;
  private final CounterFamily messages;
  private final CounterFamily requests;
  private final CounterFamily frames;
  private final CounterFamily chunks;
  private final CounterFamily connections;
  private final CounterFamily stamps;
  private final CounterFamily bulks;
  private final CounterFamily bulkItems;
  private final Map<String, AtomicInteger> alarms = new ConcurrentHashMap<>();

  /** A set of metrics of its own, all at nothing. */
  public Metrics() {
    read =
        family(
            "weir.records.read", "Records split from objects, or received without a stamp", "type");
    records = family("weir.records", "Records by what became of them", "fate", "reason", "type");
    flags = family("weir.flags", "Records in which a flag is 1", "flag");
    bytes = family("weir.bytes", "Bytes that passed a point", "point");
    objects = family("weir.objects", "Objects of S3 by outcome", "outcome");
    messages = family("weir.messages", "Messages of SQS by outcome", "queue", "outcome");
    requests = family("weir.aws.requests", "Requests to AWS", "operation", "outcome");
    frames = family("weir.frames", "Frames sent by the source", "outcome");
    chunks = family("weir.chunks", "Forward chunks received", "mode", "outcome");
    connections = family("weir.connections", "Forward connections", "listener", "event");
    stamps = family("weir.stamps.rejected", "Stamps that did not verify", "reason");
    bulks = family("weir.bulk.requests", "Bulk requests", "outcome");
    bulkItems = family("weir.bulk.items", "Documents answered in bulk requests", "outcome");
  }

  private CounterFamily family(String name, String help, String... labels) {
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

  /** Records split from objects: {@code weir_records_read_total{type}}. */
  public void read(String type, long count) {
    read.add(count, type);
  }

  /**
   * Records that are final: {@code weir_records_total{fate,reason,type}}.
   *
   * @param reason empty where the fate has none
   */
  public void settled(String fate, String reason, String type, long count) {
    records.add(count, fate, reason, type);
  }

  /** Records in which a flag is 1: {@code weir_flags_total{flag}}. */
  public void flagged(String flag, long count) {
    flags.add(count, flag);
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

  /** Chunks received: {@code weir_chunks_total{mode,outcome}}. */
  public void chunk(String mode, String outcome) {
    chunks.add(1, mode, outcome);
  }

  /** Connections: {@code weir_connections_total{listener,event}}. */
  public void connection(String listener, String event) {
    connections.add(1, listener, event);
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

  private AtomicInteger registerAlarm(String reason) {
    AtomicInteger state = new AtomicInteger();
    Gauge.builder("weir.alarm", state, AtomicInteger::get)
        .description("1 while something holds and an operator should look")
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
   */
  public <T> void gauge(String name, String help, T of, ToDoubleFunction<T> value) {
    Gauge.builder("weir." + name, of, value)
        .description(help)
        .strongReference(true)
        .register(registry);
  }

  private Timer timer(String name, String help) {
    return Timer.builder(name)
        .description(help)
        .publishPercentileHistogram(false)
        .register(registry);
  }

  /** Records read so far, of all types. */
  public long read() {
    return read.sum(Map.of());
  }

  /** Records settled with this fate so far. */
  public long settled(String fate) {
    return records.sum(Map.of("fate", fate));
  }

  /** Records in which the flag was 1 so far. */
  public long flagged(String flag) {
    return flags.sum(Map.of("flag", flag));
  }

  /** Objects with this outcome so far. */
  public long objects(String outcome) {
    return objects.sum(Map.of("outcome", outcome));
  }

  /** Bytes that passed the point so far. */
  public long bytes(String point) {
    return bytes.sum(Map.of("point", point));
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
