package dev.weir.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two translations of a record, on this thread, with nothing around them. */
final class CodecBenchmark implements Benchmark {
  private static final int RECORDS_AT_HAND = 1000;

  private final List<byte[]> json = new ArrayList<>();
  private final List<byte[]> msgpack = new ArrayList<>();
  private final Codec codec;
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  CodecBenchmark(Codec codec) {
    this.codec = codec;
    String lines = new String(new WafObject(RECORDS_AT_HAND).lines(), StandardCharsets.UTF_8);
    lines.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).forEach(json::add);
    OwnCodec own = new OwnCodec();
    for (byte[] record : json) {
      own.toMsgpack(record);
      msgpack.add(own.msgpack());
    }
  }

  @Override
  public Measurement run(long records) {
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();
    long cpu = threads.getCurrentThreadCpuTime();
    long bytes = 0;
    for (long i = 0; i < records; i++) {
      byte[] record = json.get((int) (i % RECORDS_AT_HAND));
      codec.toMsgpack(record);
      bytes += record.length;
    }
    long between = threads.getCurrentThreadCpuTime();
    for (long i = 0; i < records; i++) {
      codec.toJson(msgpack.get((int) (i % RECORDS_AT_HAND)));
    }
    long after = threads.getCurrentThreadCpuTime();
    double all = after - cpu;
    return new Measurement(
        records,
        bytes,
        Duration.ofNanos(System.nanoTime() - began),
        Duration.ofNanos(after - cpu),
        threads.getCurrentThreadAllocatedBytes() - allocated,
        Sample.ofThisProcess().peakRssBytes(),
        Map.of(
            "json_to_msgpack", (between - cpu) / all, "msgpack_to_json", (after - between) / all));
  }

  @Override
  public void close() {}
}
