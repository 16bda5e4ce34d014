package dev.weir.bench;

import dev.weir.account.StampKey;
import dev.weir.source.frame.SealedFrame;
import dev.weir.source.send.ForwardAddress;
import dev.weir.source.send.ForwardClient;
import dev.weir.source.send.ForwardSettings;
import dev.weir.units.ByteSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The daemon between a source that has its frames ready and a search server that keeps nothing. The
 * same frames go round and round: their ids occur again, which nobody here minds.
 */
final class SidecarBenchmark implements Benchmark {
  private static final String FLEET_KEY = "bench-bench-bench-bench-bench-bench-bench";

  /** More frames than can be in flight, so that no id is waited for twice. */
  private static final int MOST_RECORDS_AT_HAND = 50_000;

  private final Scratch scratch;
  private final NullOpenSearch openSearch;
  private final WafFrames frames;
  private final MeasuredProcess sidecar;
  private final Acknowledged acknowledged = new Acknowledged();
  private final ForwardClient client;

  private SidecarBenchmark(long records) {
    scratch = Scratch.create();
    openSearch = NullOpenSearch.start();
    StampKey key = StampKey.fromSecret(FLEET_KEY.getBytes(StandardCharsets.UTF_8));
    frames = WafFrames.of((int) Math.min(records, MOST_RECORDS_AT_HAND), key);
    Path socket = scratch.file("in.sock");
    sidecar =
        MeasuredProcess.start(
            SidecarProgram.class,
            scratch.file("sidecar.log"),
            List.of(scratch.write("weir.yaml", yaml(socket)).toString()));
    client =
        new ForwardClient(
            ForwardSettings.of(new ForwardAddress.Unix(socket), null).withMaxInFlight(2),
            ByteSize.ofMiB(8),
            acknowledged,
            new SecureRandom(),
            System::nanoTime);
    client.start();
  }

  static SidecarBenchmark open(long records) {
    return new SidecarBenchmark(records);
  }

  @Override
  public Measurement run(long records) {
    long rounds = Math.max(1, Math.ceilDiv(records, frames.records()));
    long before = acknowledged.frames().count();
    Sample first = sidecar.sample();
    long began = System.nanoTime();
    for (long round = 0; round < rounds; round++) {
      frames.frames().forEach(this::send);
      if (frames.frames().size() < 16) {
        acknowledged.frames().await(before + (round + 1) * frames.frames().size());
      }
    }
    acknowledged.frames().await(before + rounds * frames.frames().size());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return Measurement.between(
        first,
        sidecar.sample(),
        rounds * frames.records(),
        rounds * frames.jsonBytes(),
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

  private void send(SealedFrame frame) {
    try {
      client.accept(frame);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String yaml(Path socket) {
    return """
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
}
