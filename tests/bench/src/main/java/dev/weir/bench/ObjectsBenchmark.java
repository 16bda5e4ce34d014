package dev.weir.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The whole daemon, and many objects of few records each: from the queue's message over the GET,
 * whose answer takes as long as S3's, to documents, the ledger's line and the message's delete.
 */
final class ObjectsBenchmark implements Benchmark {
  private static final String BUCKET = "logs";
  private static final int RECORDS = 10;

  /** From a request to the first byte of its answer, as S3 takes it for small objects. */
  private static final Duration LATENCY = Duration.ofMillis(30);

  /** What the design asks of the records alone: the source's and the sidecar's share. */
  private static final double MICROS_A_RECORD =
      BenchmarkName.SOURCE.targetMicros() + BenchmarkName.SIDECAR.targetMicros();

  private final Scratch scratch;
  private final NullOpenSearch openSearch;
  private final WafObject object = new WafObject(RECORDS);
  private final NullAws aws;
  private final MeasuredProcess weir;
  private long announced;

  private ObjectsBenchmark() {
    scratch = Scratch.create();
    openSearch = NullOpenSearch.start();
    aws = NullAws.start(object.gzipped(), LATENCY);
    weir =
        MeasuredProcess.start(
            SidecarProgram.class,
            scratch.file("weir.log"),
            List.of(scratch.write("weir.yaml", yaml(scratch.file("in.sock"))).toString()));
  }

  static ObjectsBenchmark open() {
    return new ObjectsBenchmark();
  }

  @Override
  public Measurement run(long records) {
    long objects = Math.ceilDiv(records, RECORDS);
    long before = aws.deleted().count();
    Sample first = weir.sample();
    long began = System.nanoTime();
    for (long i = 0; i < objects; i++) {
      aws.announce(BUCKET, "AWSLogs/123456789012/WAFLogs/eu-west-1/acl/" + announced++ + ".log.gz");
    }
    aws.deleted().await(before + objects);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Sample last = weir.sample();
    double cpuMicros = (last.cpuNanos() - first.cpuNanos()) / 1e3 / objects;
    return Measurement.between(
        first,
        last,
        objects * RECORDS,
        objects * object.lines().length,
        took,
        Map.of(
            "objects a second",
            objects * 1e9 / took.toNanos(),
            "us an object",
            cpuMicros,
            "us beside its records",
            cpuMicros - RECORDS * MICROS_A_RECORD));
  }

  @Override
  public void close() {
    weir.close();
    aws.close();
    openSearch.close();
    scratch.close();
  }

  private String yaml(Path socket) {
    return """
        host: bench
        fleet_key: bench-bench-bench-bench-bench-bench-bench
        source:
          queues:
            - url: %1$s/123456789012/bench
              endpoint: %1$s
              region: eu-west-1
              access_key: bench
              secret_key: bench
          buckets:
            - name: %2$s
              endpoint: %1$s
              region: eu-west-1
              access_key: bench
              secret_key: bench
          forward_to:
            unix: %3$s
        forward:
          listeners:
            - unix: %3$s
        opensearch:
          url: %4$s
        metrics:
          enabled: false
        """
        .formatted(aws.endpoint(), BUCKET, socket, openSearch.endpoint());
  }
}
