package dev.weir.bench;

import dev.weir.account.StampKey;
import dev.weir.settings.Endpoint;
import dev.weir.source.frame.SealedFrame;
import dev.weir.source.send.ForwardClient;
import dev.weir.source.send.ForwardSettings;
import dev.weir.source.send.ForwardTimes;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The daemon between a source that has its objects at hand and a search server that keeps nothing.
 */
final class SidecarBenchmark implements Benchmark {
  private static final String FLEET_KEY = "bench-bench-bench-bench-bench-bench-bench";

  private static final int MOST_RECORDS_OF_AN_OBJECT = 50_000;

  private final Scratch scratch;
  private final NullOpenSearch openSearch;
  private final WafObject object;
  private final MeasuredProcess sidecar;
  private final StampKey key = StampKey.fromSecret(FLEET_KEY.getBytes(StandardCharsets.UTF_8));
  private final Acknowledged acknowledged = new Acknowledged();
  private final ForwardClient client;
  private long versions;
  private long frames;

  private SidecarBenchmark(long records, boolean ecs) {
    scratch = Scratch.create();
    openSearch = NullOpenSearch.start();
    object = new WafObject((int) Math.min(records, MOST_RECORDS_OF_AN_OBJECT));
    Path socket = scratch.file("in.sock");
    sidecar =
        MeasuredProcess.start(
            SidecarProgram.class,
            scratch.file("sidecar.log"),
            List.of(scratch.write("weir.yaml", yaml(socket, ecs)).toString()));
    client = client(socket);
    client.start();
  }

  private ForwardClient client(Path socket) {
    ForwardSettings settings =
        new ForwardSettings(
            new Endpoint.Unix(socket), null, null, 2, ByteSize.ofMiB(8), 2, ForwardTimes.DEFAULT);
    try {
      return new ForwardClient(
          settings, frame -> {}, acknowledged, new SecureRandom(), System::nanoTime);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SidecarBenchmark open(long records) {
    return new SidecarBenchmark(records, true);
  }

  /** With a type file in the place of the shipped one that names no ECS fields. */
  static SidecarBenchmark withoutEcs(long records) {
    return new SidecarBenchmark(records, false);
  }

  @Override
  public Measurement run(long records) {
    long objects = Math.ceilDiv(records, object.records());
    Sample first = sidecar.sample();
    long began = System.nanoTime();
    for (long i = 0; i < objects; i++) {
      object.frames(key, versions++, this::send);
    }
    acknowledged.frames().await(frames);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return Measurement.between(
        first,
        sidecar.sample(),
        objects * object.records(),
        objects * object.lines().length,
        took,
        Map.of());
  }

  @Override
  public void close() {
    client.close(Duration.ZERO);
    sidecar.close();
    openSearch.close();
    scratch.close();
  }

  private void send(SealedFrame frame) throws InterruptedException {
    frames++;
    client.accept(frame);
  }

  private String yaml(Path socket, boolean ecs) {
    String types = ecs ? "" : "types: { aws.waf: { file: %s } }\n".formatted(plainType());
    return types
        + """
        host: bench
        fleet_key: %s
        source:
          enabled: false
        forward:
          listeners:
            - unix: %s
        opensearch:
          url: %s
        metrics:
          enabled: false
        """
            .formatted(FLEET_KEY, socket, openSearch.endpoint());
  }

  private Path plainType() {
    return scratch.write(
        "plain.yaml",
        """
        type: aws.waf
        about: WAF records, flat, with their own fields alone
        times:
          - { field: timestamp, form: epoch_millis }
          - { field: time }
        """);
  }
}
