package dev.weir.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The source between an S3 that has one object under many keys and a peer that acknowledges. */
final class SourceBenchmark implements Benchmark {
  private static final String BUCKET = "logs";
  private static final int MOST_RECORDS_OF_AN_OBJECT = 20_000;

  private final Scratch scratch;
  private final NullSidecar peer;
  private final WafObject object;
  private final NullAws aws;
  private final MeasuredProcess source;
  private long announced;

  private SourceBenchmark(long records) {
    scratch = Scratch.create();
    Path socket = scratch.file("in.sock");
    peer = NullSidecar.start(socket);
    object = new WafObject((int) Math.min(records, MOST_RECORDS_OF_AN_OBJECT));
    aws = NullAws.start(object.gzipped());
    source =
        MeasuredProcess.start(
            SourceProgram.class,
            scratch.file("source.log"),
            List.of(aws.endpoint().toString(), BUCKET, socket.toString()));
  }

  static SourceBenchmark open(long records) {
    return new SourceBenchmark(records);
  }

  @Override
  public Measurement run(long records) {
    long objects = Math.ceilDiv(records, object.records());
    long before = peer.records().count();
    Sample first = source.sample();
    long began = System.nanoTime();
    for (long i = 0; i < objects; i++) {
      aws.announce(BUCKET, "AWSLogs/123456789012/WAFLogs/eu-west-1/acl/" + announced++ + ".log.gz");
    }
    peer.records().await(before + objects * object.records());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return Measurement.between(
        first,
        source.sample(),
        objects * object.records(),
        objects * object.lines().length,
        took,
        Map.of());
  }

  @Override
  public void close() {
    source.close();
    peer.close();
    aws.close();
    scratch.close();
  }
}
