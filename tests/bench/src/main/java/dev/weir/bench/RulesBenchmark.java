package dev.weir.bench;

import com.sun.management.ThreadMXBean;
import dev.weir.event.JsonBuffer;
import dev.weir.json.JsonException;
import dev.weir.json.JsonTranscoder;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records of CloudTrail, parsed and written on this thread, and held against several sets of rules
 * in turns, so that what else the machine does hits all of them alike.
 */
final class RulesBenchmark implements Benchmark {
  private static final int AT_HAND = 1000;
  private static final int LOADED = 3000;
  private static final double LOADED_TARGET = 2;
  private static final String NONE = "no rules";
  private static final String RSIGMA = " us in rsigma";

  /** A file of so many events takes some 80 MB. */
  private static final long MOST_FOR_RIVAL = 50_000;

  private static final int DEPTH = 100;

  private final SampleRecords records;
  private final List<byte[]> texts;
  private final List<Contender> contenders = new ArrayList<>();

  /** Figures that do not differ from run to run, for they are taken once. */
  private final Map<String, Double> once = new LinkedHashMap<>();

  private final List<String> wrong = new ArrayList<>();
  private final JsonBuffer out = new JsonBuffer(8192);
  private final MsgpackWriter packed = new MsgpackWriter(8192);
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private long reading;

  private RulesBenchmark(LogType type) {
    records = trail(type);
    texts = records.texts().stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    contenders.add(new Contender(NONE, 0, DocumentMaker.detecting(type, List.of())));
  }

  /** A set of rules, and what the records of a run have cost with it. */
  private static final class Contender {
    final String name;
    final double target;
    final DocumentMaker maker;
    long cpu;
    long allocated;
    long matches;

    Contender(String name, double target, DocumentMaker maker) {
      this.name = name;
      this.target = target;
      this.maker = maker;
    }

    void begin() {
      cpu = 0;
      allocated = 0;
      matches = 0;
    }
  }

  static RulesBenchmark open(BenchmarkOptions options) {
    RulesBenchmark benchmark = new RulesBenchmark(trailType());
    List<String> texts = GeneratedRules.texts(10_000);
    try (Scratch thousand = rulesIn(texts.subList(0, 1000));
        Scratch some = rulesIn(texts.subList(0, LOADED));
        Scratch all = rulesIn(texts)) {
      List<RuleFolder> folders = new ArrayList<>();
      options.rules().ifPresent(given -> folders.add(RuleFolder.read("folder", 0.5, given)));
      folders.add(RuleFolder.read("1000 rules", 3, thousand.folder()));
      folders.add(RuleFolder.read("10000 rules", 10, all.folder()));
      folders.forEach(benchmark::add);
      options.rules().ifPresent(benchmark::loadFolder);
      benchmark.load(some.folder());
      options.rsigma().ifPresent(rsigma -> benchmark.rival(rsigma, options.records(), folders));
    }
    return benchmark;
  }

  private static Scratch rulesIn(List<String> texts) {
    Scratch scratch = Scratch.create();
    for (int i = 0; i < texts.size(); i++) {
      Path unused = scratch.write("rule-" + i + ".yml", texts.get(i));
    }
    return scratch;
  }

  private void add(RuleFolder folder) {
    contenders.add(
        new Contender(
            folder.name(),
            folder.targetMicros(),
            DocumentMaker.detecting(records.type(), folder.rules())));
  }

  private void loadFolder(Path folder) {
    RuleLoad load = RuleLoad.of(folder);
    once.put("folder rules", (double) load.inForce());
    once.put("folder load s", load.seconds());
    once.put("folder load cpu s", load.cpuSeconds());
  }

  private void load(Path folder) {
    RuleLoad load = RuleLoad.of(folder);
    once.put(LOADED + " rules load s", load.seconds());
    once.put(LOADED + " rules load cpu s", load.cpuSeconds());
    once.put(LOADED + " rules load of target", load.seconds() / LOADED_TARGET);
  }

  private void rival(Rsigma rsigma, long count, List<RuleFolder> folders) {
    try (RsigmaRival rival = new RsigmaRival(rsigma, records, Math.min(count, MOST_FOR_RIVAL))) {
      for (RuleFolder folder : folders) {
        once.put(folder.name() + RSIGMA, rival.cpuMicros(folder.path()));
        rival.compare(folder);
      }
      once.put("events that differ from rsigma", (double) rival.differing());
      wrong.addAll(rival.differences());
    }
  }

  private static LogType trailType() {
    return Objects.requireNonNull(LogTypes.shipped().named("aws.cloudtrail"));
  }

  /** Records that tell of one event after the other. */
  static SampleRecords trail(LogType type) {
    AtomicInteger next = new AtomicInteger();
    return SampleRecords.of(
        type,
        AT_HAND,
        line -> {
          List<TrailEvents.Event> events = TrailEvents.all();
          TrailEvents.Event event = events.get(next.getAndIncrement() % events.size());
          return line.replaceFirst(
              "\"eventSource\":\"[^\"]*\",\"eventName\":\"[^\"]*\"",
              "\"eventSource\":\"%s\",\"eventName\":\"%s\""
                  .formatted(event.source(), event.name()));
        });
  }

  @Override
  public Measurement run(long count) {
    contenders.forEach(Contender::begin);
    reading = 0;
    long began = System.nanoTime();
    for (long left = count; left > 0; left -= AT_HAND) {
      int turn = (int) Math.min(left, AT_HAND);
      contenders.forEach(contender -> hold(contender, turn));
      readJson(turn);
    }
    Contender without = contenders.getFirst();
    Map<String, Double> ratios = new LinkedHashMap<>(once);
    double read = micros(reading, count);
    ratios.put("json us", read);
    ratios.put(NONE + " us", micros(without.cpu, count));
    for (Contender contender : contenders.subList(1, contenders.size())) {
      double added = micros(contender.cpu - without.cpu, count);
      ratios.put(contender.name + " us", micros(contender.cpu, count));
      ratios.put(contender.name + " us added", added);
      ratios.put(contender.name + " of target", added / contender.target);
      ratios.put(
          contender.name + " bytes added",
          (double) (contender.allocated - without.allocated) / count);
      ratios.put(contender.name + " matches a record", (double) contender.matches / count);
      Double theirs = once.get(contender.name + RSIGMA);
      if (theirs != null) {
        double whole = read + micros(contender.cpu, count);
        ratios.put(contender.name + " us from JSON to JSON", whole);
        ratios.put(contender.name + " of rsigma", whole / theirs);
      }
    }
    Contender measured = contenders.get(1);
    return new Measurement(
        count,
        (long) ((double) records.textBytes() / AT_HAND * count),
        Duration.ofNanos(System.nanoTime() - began),
        Duration.ofNanos(measured.cpu),
        measured.allocated,
        Sample.ofThisProcess().peakRssBytes(),
        ratios);
  }

  private static double micros(long nanos, long count) {
    return nanos / 1e3 / count;
  }

  private void hold(Contender contender, int count) {
    long matches = 0;
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < count; i++) {
      out.clear();
      contender.maker.write(records.packed().get(i), out);
      matches += contender.maker.matches().size();
    }
    contender.cpu += threads.getCurrentThreadCpuTime() - before;
    contender.allocated += threads.getCurrentThreadAllocatedBytes() - allocated;
    contender.matches += matches;
  }

  /** What the source does before: from JSON to MessagePack. */
  private void readJson(int count) {
    JsonTranscoder transcoder = new JsonTranscoder(packed, DEPTH);
    long before = threads.getCurrentThreadCpuTime();
    try {
      for (int i = 0; i < count; i++) {
        byte[] text = texts.get(i);
        packed.clear();
        transcoder.record(text, 0, text.length, 0);
      }
    } catch (JsonException e) {
      throw new IllegalStateException("the samples are JSON", e);
    }
    reading += threads.getCurrentThreadCpuTime() - before;
  }

  @Override
  public List<String> wrong() {
    return wrong;
  }

  @Override
  public void close() {}
}
