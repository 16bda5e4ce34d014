package dev.weir.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.event.JsonBuffer;
import dev.weir.lab.Lab;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How many bytes of an index a byte of the log is: records of every type in a real OpenSearch, each
 * index merged into one segment. Replicas come on top. Each type is indexed once more without the
 * normal form, under the same mappings of what is left; how many times as much the whole takes is
 * its factor.
 */
final class IndexBenchmark implements Benchmark {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String NATIVE = "native-";
  private static final String ALL = "/weir-*,native-weir-*";

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
    try (OpenSearchSink sink =
        new OpenSearchSink(
            SinkSettings.of(lab.openSearch().endpoint()), SinkObserver.NONE, Clock.systemUTC())) {
      sink.start();
      for (LogType type : types) {
        SampleRecords sample = SampleRecords.of(type, each);
        raw.put(type, sample.textBytes());
        write(sink, sample, "");
        mapNatively(type);
        write(sink, sample, NATIVE);
      }
    }
    ask("POST", ALL + "/_flush");
    ask("POST", ALL + "/_forcemerge?max_num_segments=1&flush=true");
    ask("POST", ALL + "/_refresh");
    Map<String, Double> ratios = new LinkedHashMap<>();
    raw.forEach(
        (type, bytes) -> {
          long whole = stored("weir-" + type, each);
          ratios.put(type.name(), (double) whole / bytes);
          ratios.put(type + " factor", (double) whole / stored(NATIVE + "weir-" + type, each));
        });
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

  /** A template without the schema, for the indices of native documents. */
  private void mapNatively(LogType type) {
    String own = "weir-" + type;
    boolean mapped = !ask("GET", "/_component_template/" + own).has("error");
    String components = "\"weir-settings\",\"weir-base\"" + (mapped ? ",\"" + own + '"' : "");
    JsonNode answer =
        ask(
            "PUT",
            "/_index_template/" + NATIVE + own,
            "{\"index_patterns\":[\"%s-2*\"],\"composed_of\":[%s]}"
                .formatted(NATIVE + own, components));
    if (!answer.path("acknowledged").asBoolean()) {
      throw new IllegalStateException("no template of native documents: " + answer);
    }
  }

  /** Writes into the indices whose names begin so. */
  private static void write(OpenSearchSink sink, SampleRecords sample, String prefix) {
    DocumentMaker maker =
        new DocumentMaker(
            sample.type(), prefix.isEmpty() ? DocumentExtent.WHOLE : DocumentExtent.NATIVE);
    byte[] before = prefix.getBytes(StandardCharsets.US_ASCII);
    JsonBuffer document = new JsonBuffer(8192);
    CountDownLatch waiting = new CountDownLatch(sample.packed().size());
    DeliveryListener listener = (token, delivery) -> waiting.countDown();
    try (DocumentBatch batch = sink.batch(listener)) {
      for (int i = 0; i < sample.packed().size(); i++) {
        document.clear();
        maker.write(sample.packed().get(i), document);
        // As long, and as much alike, as ids and stamps of records of one object are.
        byte[] id = ("qg9I1UTa_IP6L8Sild-c4Q-" + i).getBytes(StandardCharsets.US_ASCII);
        JsonBuffer out = batch.begin(joined(before, maker.index()), id);
        out.raw(document.bytes(), 0, document.size()).ascii(",\"weir\":{\"type\":\"");
        out.ascii(sample.type().name()).ascii("\",\"object\":\"").ascii(DocumentMaker.OBJECT);
        out.ascii("\",\"version\":\"");
        out.ascii("3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY\",\"ordinal\":").number(i);
        out.ascii(",\"ingested\":\"");
        int at = out.size();
        out.ascii("0000-00-00T00:00:00.000Z\"}}");
        batch.end(i, at);
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

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Bytes of the segments of indices that begin so, all documents being in them. */
  private long stored(String indices, int records) {
    long documents = 0;
    long bytes = 0;
    // Statistics of the store are some seconds old.
    String path = "/_cat/segments/" + indices + "-2*?format=json&bytes=b&h=docs.count,size";
    for (JsonNode segment : ask("GET", path)) {
      documents += segment.path("docs.count").asLong();
      bytes += segment.path("size").asLong();
    }
    if (documents != records) {
      throw new IllegalStateException(documents + " documents in " + indices + ", not " + records);
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
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
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
