package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.account.Counts;
import dev.weir.account.Ledger;
import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.ReservedNames;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.sink.SinkSetup;
import dev.weir.sink.WholeSink;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.frame.ObjectTotal;
import dev.weir.source.frame.RecordFramer;
import dev.weir.source.frame.SealedFrame;
import dev.weir.source.split.Slice;
import dev.weir.source.split.SlidingWindow;
import dev.weir.source.split.Splitter;
import dev.weir.source.split.Splitters;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.PipelineMetrics;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever JSON comes as a record of whatever type, it ends as a document. {@code
 * -Dweir.odd.records=100000} says how many records there are, over all types together; {@code
 * -Dweir.odd.seed=} which.
 */
@ExtendWith(LabExtension.class)
class NothingIsRefusedTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int IN_AN_OBJECT = 2500;
  private static final Instant WRITTEN = Instant.parse("2026-11-21T02:10:49Z");
  private static final StampKey KEY = StampKey.fromSecret(new byte[] {1, 2, 3});

  private final Ledger ledger = new Ledger();
  private final Metrics metrics = new Metrics();
  private final URI openSearch;
  private final WholeSink sink;
  private final ChunkPipeline pipeline;

  NothingIsRefusedTest(Lab lab) {
    openSearch = lab.openSearch().endpoint();
    sink = WholeSink.measured(SinkSetup.of(openSearch), metrics);
    Routes routes = PlainRoutes.of(LogTypes.shipped());
    List<String> reserved =
        Stream.concat(
                Stream.of("weir", "@timestamp", "native", "promoted"),
                EcsSchema.get().roots().stream())
            .toList();
    pipeline =
        new ChunkPipeline(
            new ReservedNames(reserved),
            KEY,
            routes,
            ledger,
            sink.sink(),
            1_000_000,
            new PipelineMetrics(metrics, ledger),
            Clock.systemUTC());
  }

  @Test
  void everyRecordIsADocument() throws Exception {
    int records = Integer.getInteger("weir.odd.records", 3000);
    long seed = Long.getLong("weir.odd.seed", System.nanoTime());
    System.out.println("seed " + seed + ", " + records + " records");
    sink.start();
    List<LogType> types = LogTypes.shipped().all();
    List<Sent> sent = new ArrayList<>();
    try (sink) {
      for (int i = 0; i < types.size(); i++) {
        LogType type = types.get(i);
        OddRecords odd = new OddRecords(type, new Random(seed + i));
        for (int left = records / types.size() + 1; left > 0; left -= IN_AN_OBJECT) {
          sent.add(send(type, odd, Math.min(left, IN_AN_OBJECT)));
        }
      }
    }

    Counts counts = ledger.totals();
    ask("POST", "/weir-*/_refresh", "");
    assertEquals(0, counts.deadLetteredTotal(), letters() + ", seed " + seed);
    assertEquals(sent.stream().mapToInt(Sent::records).sum(), counts.indexed(), "seed " + seed);
    for (Sent each : sent) {
      assertEquals(each.records(), found(each).cardinality(), each + ", seed " + seed);
    }
    metrics
        .scrape()
        .lines()
        .filter(line -> line.contains("reshaped_total{"))
        .forEach(System.out::println);
  }

  /** What OpenSearch says of some that it refused. */
  private String letters() throws Exception {
    String some =
        "{\"size\":5,\"_source\":[\"type\",\"reason\",\"detail\"],\"aggs\":{\"by\":{\"terms\":{\"field\":\"type\"}}}}";
    return ask("POST", "/weir-dead-letters*/_search", some).toString();
  }

  private record Sent(ObjectVersion object, int records) {}

  /** Frames records as the source does, whatever the type's own form is, and waits for them. */
  private Sent send(LogType type, OddRecords odd, int records) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < records; i++) {
      lines.append(odd.next()).append('\n');
    }
    ObjectVersion object =
        new ObjectVersion("odd", type.name(), Long.toString(System.nanoTime(), 36));
    List<WaitingChunk> chunks = new ArrayList<>();
    RecordFramer framer =
        new RecordFramer(
            // A line type gets maps as well, from an input of Fluent Bit that parsed its lines.
            LogTypes.json(type.name()),
            object,
            WRITTEN.getEpochSecond(),
            KEY,
            StampKind.RECORD,
            new ChunkIds(new SecureRandom()),
            FrameLimits.DEFAULT,
            new ObjectTotal(records, FrameLimits.DEFAULT.growth()),
            frame -> chunks.add(take(type, frame)));
    byte[] content = lines.toString().getBytes(StandardCharsets.UTF_8);
    int cap = FrameLimits.DEFAULT.record().toIntExact();
    Splitter splitter =
        Splitters.open(
            LogTypes.json("odd").splitFormat(),
            new SlidingWindow(new ByteArrayInputStream(content), cap),
            cap);
    Slice slice = new Slice();
    while (splitter.next(slice) && framer.add(slice)) {
      // To the end.
    }
    framer.end();
    assertEquals(records, framer.records());
    assertTrue(framer.unsendable().isEmpty(), framer.unsendable().toString());
    for (WaitingChunk chunk : chunks) {
      chunk.await();
    }
    return new Sent(object, records);
  }

  private WaitingChunk take(LogType type, SealedFrame frame) {
    WaitingChunk chunk = WaitingChunk.ofFrame(type.tag(), frame);
    try {
      pipeline.handle(chunk);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return chunk;
  }

  private BitSet found(Sent sent) throws Exception {
    String query =
        """
        {"size":10000,"_source":false,"docvalue_fields":["weir.ordinal"],"query":{"bool":{"filter":[
          {"term":{"weir.object":"%s"}},{"term":{"weir.version":"%s"}}]}}}
        """
            .formatted(sent.object().uri(), sent.object().version());
    BitSet found = new BitSet();
    for (JsonNode hit : ask("POST", "/weir-*/_search", query).at("/hits/hits")) {
      found.set(hit.at("/fields/weir.ordinal/0").asInt());
    }
    return found;
  }

  private JsonNode ask(String method, String path, String body) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(openSearch.resolve(path))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }
}
