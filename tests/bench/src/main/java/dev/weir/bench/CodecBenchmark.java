package dev.weir.bench;

import com.sun.management.ThreadMXBean;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.json.JsonException;
import dev.weir.json.JsonTranscoder;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two translations of a record, on this thread, with nothing around them. */
final class CodecBenchmark implements Benchmark {
  private static final int RECORDS_AT_HAND = 1000;
  private static final int DEPTH = 100;

  private final List<byte[]> json = new ArrayList<>();
  private final List<byte[]> msgpack = new ArrayList<>();
  private final MsgpackWriter packed = new MsgpackWriter(4096);
  private final JsonTranscoder transcoder = new JsonTranscoder(packed, DEPTH);
  private final LogEvent event = new LogEvent(new ReservedNames(List.of("weir", "@timestamp")));
  private final JsonBuffer text = new JsonBuffer(4096);
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  CodecBenchmark() {
    String lines = new String(new WafObject(RECORDS_AT_HAND).lines(), StandardCharsets.UTF_8);
    lines.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).forEach(json::add);
    for (byte[] record : json) {
      transcode(record);
      msgpack.add(packed.toByteArray());
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
      transcode(record);
      bytes += record.length;
    }
    long between = threads.getCurrentThreadCpuTime();
    for (long i = 0; i < records; i++) {
      encode(msgpack.get((int) (i % RECORDS_AT_HAND)));
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

  private void transcode(byte[] record) {
    packed.truncate(0);
    try {
      transcoder.record(record, 0, record.length, 0);
    } catch (JsonException e) {
      throw new IllegalStateException("the generator writes JSON", e);
    }
  }

  private void encode(byte[] record) {
    text.clear();
    try {
      event.reset(record, 0, record.length);
      event.writeTo(text);
    } catch (MsgpackException e) {
      throw new IllegalStateException("the transcoder writes MessagePack", e);
    }
  }
}
