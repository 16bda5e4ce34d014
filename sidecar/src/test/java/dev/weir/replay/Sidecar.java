package dev.weir.replay;

import dev.weir.account.Frame;
import dev.weir.account.Ledger;
import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.account.StampWriter;
import dev.weir.event.Records;
import dev.weir.event.ReservedNames;
import dev.weir.filter.FilterRule;
import dev.weir.lab.Eventually;
import dev.weir.letters.DeadLetterStore;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.pipeline.ChunkPipeline;
import dev.weir.pipeline.PlainRoutes;
import dev.weir.pipeline.Routes;
import dev.weir.sink.SinkSetup;
import dev.weir.sink.WholeSink;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.PipelineMetrics;
import dev.weir.type.LogTypes;
import dev.weir.units.ByteSize;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** All of a sidecar but its forward server, for records of the type {@code replayed}. */
final class Sidecar implements AutoCloseable {
  static final String TAG = "s3.replayed";
  static final ObjectVersion OBJECT = new ObjectVersion("logs", "AWSLogs/a.gz", "v1");
  static final Instant WRITTEN = Instant.parse("2026-11-21T02:10:49Z");
  static final String INDEX = "weir-replayed-2026.11.21";
  static final int BODY_LIMIT = 2048;

  /** So long a test waits for a state. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration STALL = Duration.ofSeconds(10);

  private static final StampKey KEY = StampKey.fromSecret(new byte[] {1, 2, 3});

  final Ledger ledger = new Ledger();
  final Metrics metrics = new Metrics();
  final List<ObjectVersion> taken = new CopyOnWriteArrayList<>();
  volatile ObjectReplay objects =
      (object, told, stillWanted) -> {
        taken.add(object);
        return CompletableFuture.completedFuture(ReplayOutcome.OBJECT_TAKEN);
      };
  volatile BooleanSupplier delivering = () -> true;
  final WholeSink sink;
  final ChunkPipeline pipeline;
  final Replay replay;

  Sidecar(URI openSearch, String host, FilterRule... drops) {
    SinkSetup setup =
        SinkSetup.of(openSearch).quick().withShards(1).withLetters(host, new ByteSize(BODY_LIMIT));
    sink = WholeSink.measured(setup, metrics);
    Routes routes =
        PlainRoutes.of(LogTypes.shipped().with(List.of(LogTypes.json("replayed"))), drops);
    pipeline =
        new ChunkPipeline(
            new ReservedNames(List.of("weir", "@timestamp", "native")),
            KEY,
            routes,
            ledger,
            sink.sink(),
            1_000_000,
            new PipelineMetrics(metrics, ledger),
            Clock.systemUTC());
    replay =
        new Replay(
            () -> new DeadLetterStore(setup.openSearch(), host, Clock.systemUTC()),
            pipeline,
            (object, told, stillWanted) -> objects.take(object, told, stillWanted),
            () -> delivering.getAsBoolean(),
            (outcome, letters) -> metrics.replayed(outcome.label(), letters),
            Clock.systemUTC(),
            STALL);
    sink.start();
  }

  /** Takes a chunk as from the forward server. */
  ReplayedChunk begin(String tag, byte[] entries) throws Exception {
    ReplayedChunk chunk = new ReplayedChunk(tag, entries);
    pipeline.handle(chunk);
    return chunk;
  }

  /** Takes a chunk and waits until it is final. */
  void take(String tag, byte[] entries) throws Exception {
    ReplayedChunk chunk = begin(tag, entries);
    Eventually.until(
        Sidecar.LIMIT, () -> chunk.await(Duration.ofMillis(10)), () -> "the chunk is not final");
    if (!chunk.isDone()) {
      throw new AssertionError("the chunk was refused");
    }
  }

  /** Entries of an object, its whole frame, the ordinals in their order. */
  static byte[] ofObject(ObjectVersion object, List<Map<String, ?>> records) {
    Frame frame = new Frame(object, 0, records.size(), WRITTEN.getEpochSecond());
    StampWriter stamps = new StampWriter(KEY, frame);
    MsgpackWriter chunk = new MsgpackWriter(1024);
    for (int ordinal = 0; ordinal < records.size(); ordinal++) {
      Map<String, Object> stamped = new LinkedHashMap<>(records.get(ordinal));
      stamped.put("_weir", stamps.text(StampKind.RECORD, ordinal));
      entry(chunk, stamped);
    }
    return chunk.toByteArray();
  }

  /** Entries of a host. */
  static byte[] ofHost(List<Map<String, ?>> records) {
    MsgpackWriter chunk = new MsgpackWriter(1024);
    records.forEach(record -> entry(chunk, record));
    return chunk.toByteArray();
  }

  Progress replay(Selection selection) throws Exception {
    return replay.replay(selection, step -> {}, () -> false);
  }

  Progress replayAll() throws Exception {
    return replay(Selection.all());
  }

  private static void entry(MsgpackWriter chunk, Map<String, ?> record) {
    chunk.writeArrayHeader(2);
    chunk.writeEventTime(WRITTEN.getEpochSecond(), 7);
    Records.write(chunk, record);
  }

  @Override
  public void close() {
    sink.close();
    metrics.close();
  }
}
