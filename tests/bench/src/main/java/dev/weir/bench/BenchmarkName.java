package dev.weir.bench;

import java.util.Locale;

/** The benchmarks there are. */
enum BenchmarkName {
  SIDECAR(
      "forward in, ten flags, ECS, ids, JSON, bulk out; the whole daemon, its source off",
      400_000,
      3),
  PLAIN("sidecar, of a type of the user's own that fills no ECS fields", 400_000, 3),
  SOURCE("GET, gunzip, split, transcode, stamp, forward out; the whole source", 400_000, 4),
  OBJECTS("many objects of ten records, from the queue to documents; the whole daemon", 60_000, 0),
  CODEC("MessagePack to JSON, and JSON to MessagePack, of a record alone", 1_000_000, 0),
  LIBRARIES("codec, done by Jackson and msgpack-core instead", 1_000_000, 0),
  PARSE("parsing, normal form, flags and JSON of a record of each type alone", 280_000, 0),
  RULES("parsing and writing of CloudTrail records held against detection rules", 100_000, 0),
  INDEX("bytes of an index for a byte of the log, by type, in a real OpenSearch", 140_000, 0),
  PIPELINE("S3 to OpenSearch on the lab, with Fluent Bit where there is one", 50_000, 0),
  ALERTS("from the put of an object to the notification, at a steady load", 20_000, 0);

  private final String description;
  private final long records;
  private final double targetMicros;

  BenchmarkName(String description, long records, double targetMicros) {
    this.description = description;
    this.records = records;
    this.targetMicros = targetMicros;
  }

  /** What it measures. */
  String description() {
    return description;
  }

  /** Whether it runs on the lab, with Fluent Bit where there is one. */
  boolean isOfPipeline() {
    return this == PIPELINE || this == ALERTS;
  }

  /** Whether it takes time that differs from run to run and gets shorter with the first ones. */
  boolean isTimed() {
    return this != INDEX && this != ALERTS;
  }

  /** Records in a run, where the user says nothing. */
  long records() {
    return records;
  }

  /** Processor time per record that the design asks for, in microseconds; 0 where it asks none. */
  double targetMicros() {
    return targetMicros;
  }

  /** Sets it up. */
  Benchmark open(BenchmarkOptions options) {
    long records = options.records();
    return switch (this) {
      case SIDECAR -> SidecarBenchmark.open(records);
      case PLAIN -> SidecarBenchmark.withoutEcs(records);
      case SOURCE -> SourceBenchmark.open(records);
      case OBJECTS -> ObjectsBenchmark.open();
      case CODEC -> new CodecBenchmark(new OwnCodec());
      case LIBRARIES -> new CodecBenchmark(new LibraryCodec());
      case PARSE -> new ParseBenchmark();
      case RULES -> RulesBenchmark.open(options);
      case INDEX -> new IndexBenchmark();
      case PIPELINE -> PipelineBenchmark.open(options.fluentBit());
      case ALERTS -> AlertsBenchmark.open(options);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
