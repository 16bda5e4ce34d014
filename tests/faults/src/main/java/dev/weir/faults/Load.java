package dev.weir.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.e2e.Pipeline;
import dev.weir.generate.CloudTrailGenerator;
import dev.weir.generate.GeneratedFile;
import dev.weir.generate.WafLogGenerator;
import dev.weir.lab.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** Puts objects of all types into S3, and remembers what is in them. Thread-safe. */
final class Load {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FEWEST = 50;
  private static final int MOST = 1_500;

  private final Pipeline pipeline;
  private final Expected expected;
  private final Planted planted;
  private final Random random;
  private final LineGenerator lines;
  private final List<StoredObject> objects = new ArrayList<>();
  private final Map<String, Long> flags = new TreeMap<>();

  Load(Pipeline pipeline, Expected expected, Planted planted, long seed) {
    this.pipeline = pipeline;
    this.expected = expected;
    this.planted = planted;
    this.random = new Random(seed);
    this.lines = new LineGenerator(seed);
  }

  /** Puts so many records, spread evenly over the time, and planted ones at both ends. */
  void put(int wave, int records, long millis) throws InterruptedException {
    long began = System.nanoTime();
    int done = 0;
    plant(wave, 0);
    while (done < records) {
      int size = Math.min(records - done, draw(FEWEST, MOST));
      putObject(wave, size);
      done += size;
      long due = began + TimeUnit.MILLISECONDS.toNanos(millis) / records * done;
      long early = due - System.nanoTime();
      if (early > 0 && done < records) {
        TimeUnit.NANOSECONDS.sleep(early);
      }
    }
    plant(wave, 1);
  }

  /** Puts an object of so many lines under a key of its own. */
  int putLines(String key, int records) {
    byte[] bytes;
    synchronized (this) {
      bytes = lines.next(key, records, Instant.now());
    }
    return put(key, bytes, false);
  }

  /** Records of a host: they come in no object. */
  List<String> hostLines(String name, int records) {
    int batch = expected.batch(new Batch(name, "", records, true));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      String line = name + "-" + i;
      expected.add(RecordDigest.of(JSON.createObjectNode().put("line", line)), batch);
      lines.add(line);
    }
    return lines;
  }

  /** Objects that were put, the last ones last. */
  synchronized List<StoredObject> objects() {
    return List.copyOf(objects);
  }

  /** In how many of the records each flag is 1. */
  synchronized Map<String, Long> flags() {
    return new TreeMap<>(flags);
  }

  private synchronized int draw(int from, int to) {
    return random.nextInt(from, to);
  }

  private void plant(int wave, int number) {
    String key = "wave-%d/CloudTrail/planted-%d.json".formatted(wave, number);
    var unused = put(key, planted.file(wave), false);
  }

  private void putObject(int wave, int records) {
    int kind = draw(0, 10);
    long seed;
    synchronized (this) {
      seed = random.nextLong();
    }
    String prefix = "wave-" + wave + "/";
    if (kind < 6) {
      putFile(prefix, new WafLogGenerator(seed, records, 0.2, List.of(), true).next(Instant.now()));
    } else if (kind < 8) {
      putFile(
          prefix,
          new CloudTrailGenerator(seed, records, "123456789012", "eu-west-1").next(Instant.now()));
    } else {
      var unused = putLines(prefix + Long.toHexString(seed) + ".json", records);
    }
  }

  private void putFile(String prefix, GeneratedFile file) {
    var unused = put(prefix + file.key(), file.bytes(), true);
    synchronized (this) {
      file.truth().flags().forEach((flag, count) -> flags.merge(flag, count, Long::sum));
    }
  }

  /** Remembers first and puts then: what is there was expected. */
  private int put(String key, byte[] bytes, boolean gzip) {
    List<RecordDigest> records = records(bytes, gzip);
    int batch = expected.batch(new Batch(key, "not put", records.size(), true));
    records.forEach(record -> expected.add(record, batch));
    StoredObject object = pipeline.put(key, bytes);
    expected.replace(batch, new Batch(key, object.eTag(), records.size(), true));
    synchronized (this) {
      objects.add(object);
    }
    return batch;
  }

  private static List<RecordDigest> records(byte[] bytes, boolean gzip) {
    List<RecordDigest> records = new ArrayList<>();
    try (InputStream raw = new ByteArrayInputStream(bytes);
        InputStream plain = gzip ? new GZIPInputStream(raw) : raw;
        MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(plain)) {
      while (values.hasNext()) {
        JsonNode value = values.next();
        if (value.has("Records")) {
          value.path("Records").forEach(record -> records.add(RecordDigest.of(record)));
        } else {
          records.add(RecordDigest.of(value));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what was made cannot be read", e);
    }
    return records;
  }
}
