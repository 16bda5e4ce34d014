package dev.weir.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.account.Ledger;
import dev.weir.account.StampKey;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.ReservedNames;
import dev.weir.lab.Lab;
import dev.weir.sink.SinkSetup;
import dev.weir.sink.WholeSink;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.PipelineMetrics;
import dev.weir.type.LogTypes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** A pipeline of the types that ship, into the OpenSearch of the lab. */
final class PipelineOnLab implements AutoCloseable {
  static final StampKey KEY = StampKey.fromSecret(new byte[] {1, 2, 3});
  private static final JsonMapper JSON = new JsonMapper();

  final Ledger ledger = new Ledger();
  final Metrics metrics = new Metrics();
  private final PipelineMetrics records = new PipelineMetrics(metrics, ledger);
  private final URI openSearch;
  private final WholeSink sink;

  PipelineOnLab(Lab lab) {
    openSearch = lab.openSearch().endpoint();
    sink = WholeSink.measured(SinkSetup.of(openSearch), metrics);
  }

  void start() {
    sink.start();
  }

  /** A pipeline of a process that begins now. */
  ChunkPipeline pipeline(Clock clock) {
    Routes routes = PlainRoutes.of(LogTypes.shipped());
    List<String> reserved =
        Stream.concat(Stream.of("weir", "@timestamp", "native"), EcsSchema.get().roots().stream())
            .toList();
    return new ChunkPipeline(
        new ReservedNames(reserved), KEY, routes, ledger, sink.sink(), 1_000_000, records, clock);
  }

  /** Has a pipeline take entries, and waits until they are final. */
  void take(ChunkPipeline pipeline, String tag, byte[] entries) throws Exception {
    WaitingChunk chunk = WaitingChunk.ofEntries(tag, entries);
    pipeline.handle(chunk);
    chunk.await();
  }

  /** All documents of some indices, up to 10,000. */
  List<JsonNode> documents(String indices) throws Exception {
    ask("POST", "/" + indices + "/_refresh", "");
    return ask("GET", "/" + indices + "/_search?size=10000", "")
        .at("/hits/hits")
        .valueStream()
        .toList();
  }

  void delete(String indices) throws Exception {
    ask("DELETE", "/" + indices + "?ignore_unavailable=true", "");
  }

  JsonNode ask(String method, String path, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(openSearch + path))
            .method(method, BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
  }

  @Override
  public void close() {
    sink.close();
    metrics.close();
  }
}
