package dev.weir.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.event.JsonBuffer;
import dev.weir.indices.IndexObserver;
import dev.weir.indices.IndexSettings;
import dev.weir.indices.Indices;
import dev.weir.lab.Lab;
import dev.weir.letters.LetterSettings;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.opensearch.TroubleObserver;
import dev.weir.sink.DeliveryListener;
import dev.weir.sink.DocumentBatch;
import dev.weir.sink.OpenSearchSink;
import dev.weir.sink.SinkObserver;
import dev.weir.sink.SinkSettings;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How many bytes of an index a byte of the log is: records of every type in a real OpenSearch, each
 * index merged into one segment; the same with native fields alone; and the factor between the two.
 * Replicas come on top.
 */
final class IndexBenchmark implements Benchmark {
  private static final JsonMapper JSON = new JsonMapper();

  /** Stands in the names of indices whose documents lack the normal form. */
  private static final String NATIVE = "native-";

  private final Lab lab = Lab.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public Measurement run(long records) {
    // Another form of a type lies in that type's indices.
    List<LogType> types =
        LogTypes.shipped().all().stream().filter(type -> type.formOf() == null).toList();
    int each = Math.toIntExact(Math.max(1, records / types.size()));
    Sample before = Sample.ofThisProcess();
    long began = System.nanoTime();
    Map<LogType, Long> raw = new LinkedHashMap<>();
    IndexSettings made = IndexSettings.DEFAULT;
    OpenSearchSettings settings = OpenSearchSettings.of(lab.openSearch().endpoint());
    Clock clock = Clock.systemUTC();
    try (OpenSearch openSearch = new OpenSearch(settings, TroubleObserver.NONE, clock);
        Indices indices = new Indices(made, openSearch, IndexObserver.NONE, clock);
        OpenSearchSink sink =
            new OpenSearchSink(
                SinkSettings.of(made.types(), made.ownNames()),
                LetterSettings.DEFAULT,
                openSearch,
                indices::prepare,
                SinkObserver.NONE,
                clock)) {
      openSearch.open();
      sink.start();
      for (LogType type : types) {
        SampleRecords sample = SampleRecords.of(type, each);
        raw.put(type, sample.textBytes());
        templateOfNative(type);
        write(sink, sample, new DocumentMaker(type), "");
        write(sink, sample, DocumentMaker.nativeOnly(type), NATIVE);
      }
    }
    ask("POST", "/weir-*/_flush");
    ask("POST", "/weir-*/_forcemerge?max_num_segments=1&flush=true");
    ask("POST", "/weir-*/_refresh");
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (Map.Entry<LogType, Long> logged : raw.entrySet()) {
      LogType type = logged.getKey();
      double whole = (double) stored(type, "", each) / logged.getValue();
      double alone = (double) stored(type, NATIVE, each) / logged.getValue();
      ratios.put(type.name(), whole);
      ratios.put(type + " native only", alone);
      ratios.put(type + " factor", whole / alone);
    }
    return Measurement.between(
        before,
        Sample.ofThisProcess(),
        (long) each * raw.size(),
        raw.values().stream().mapToLong(Long::longValue).sum(),
        Duration.ofNanos(System.nanoTime() - began),
        ratios);
  }

  @Override
  public void close() {
    lab.close();
  }

  private static void write(
      OpenSearchSink sink, SampleRecords sample, DocumentMaker maker, String form) {
    String begins = "weir-" + sample.type() + "-";
    JsonBuffer document = new JsonBuffer(8192);
    CountDownLatch waiting = new CountDownLatch(sample.packed().size());
    DeliveryListener listener = (token, delivery) -> waiting.countDown();
    try (DocumentBatch batch = sink.batch(listener)) {
      for (int i = 0; i < sample.packed().size(); i++) {
        document.clear();
        maker.write(sample.packed().get(i), document);
        // As long, and as much alike, as ids and stamps of records of one object are.
        byte[] id = ("qg9I1UTa_IP6L8Sild-c4Q-" + i).getBytes(StandardCharsets.US_ASCII);
        String index = new String(maker.index(), StandardCharsets.US_ASCII);
        byte[] at = index.replace(begins, begins + form).getBytes(StandardCharsets.US_ASCII);
        JsonBuffer out = batch.begin(at, id);
        out.raw(document.bytes(), 0, document.size()).ascii(",\"weir\":{\"type\":\"");
        out.ascii(sample.type().name()).ascii("\",\"object\":\"").ascii(SampleRecords.OBJECT);
        out.ascii("\",\"version\":\"");
        out.ascii("3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY\",\"ordinal\":").number(i);
        out.ascii(",\"ingested\":\"");
        int patched = out.size();
        out.ascii("0000-00-00T00:00:00.000Z\"}}");
        batch.end(i, patched);
      }
    }
    try {
      if (!waiting.await(10, TimeUnit.MINUTES)) {
        throw new IllegalStateException("OpenSearch did not take all of " + sample.type());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Where no copy stands beside a native field, it would have all that a field has. */
  private void templateOfNative(LogType type) {
    JsonNode own =
        ask("GET", "/_component_template/weir-" + type)
            .at("/component_templates/0/component_template/template");
    if (own.isMissingNode()) {
      return;
    }
    String template = own.toString().replace("\"doc_values\":false", "\"doc_values\":true");
    String body =
        """
        {"index_patterns": ["weir-%s-%s*"], "priority": 1000, "template": %s,
         "composed_of": ["weir-settings", "weir-base", "weir-ecs"]}
        """
            .formatted(type, NATIVE, template);
    JsonNode answer = ask("PUT", "/_index_template/native-" + type, body);
    if (!answer.path("acknowledged").asBoolean()) {
      throw new IllegalStateException("a template was refused: " + answer);
    }
  }

  /** Bytes of the segments of the type's indices, all of its documents being in them. */
  private long stored(LogType type, String form, int records) {
    long documents = 0;
    long bytes = 0;
    // Statistics of the store are some seconds old.
    String path =
        "/_cat/segments/weir-" + type + "-" + form + "2*?format=json&bytes=b&h=docs.count,size";
    for (JsonNode segment : ask("GET", path)) {
      documents += segment.path("docs.count").asLong();
      bytes += segment.path("size").asLong();
    }
    if (documents != records) {
      throw new IllegalStateException(documents + " documents of " + type + ", not " + records);
    }
    return bytes;
  }

  private JsonNode ask(String method, String path) {
    return ask(method, path, "");
  }

  private JsonNode ask(String method, String path, String body) {
    try {
      URI uri = lab.openSearch().endpoint().resolve(path);
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .method(method, BodyPublishers.ofString(body))
              .header("Content-Type", "application/json")
              .build();
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
