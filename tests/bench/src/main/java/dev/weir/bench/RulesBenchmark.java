package dev.weir.bench;

import com.sun.management.ThreadMXBean;
import dev.weir.event.JsonBuffer;
import dev.weir.rule.Rule;
import dev.weir.sigma.SigmaFile;
import dev.weir.sigma.SigmaRules;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Records of CloudTrail, parsed and written on this thread, and held against several sets of rules
 * in turns, so that what else the machine does hits all of them alike.
 */
final class RulesBenchmark implements Benchmark {
  private static final int AT_HAND = 1000;
  private static final int LOADED = 3000;
  private static final double LOADED_TARGET = 2;
  private static final String NONE = "no rules";

  private final SampleRecords records;
  private final List<Contender> contenders;
  private final Map<String, Double> loads;
  private final JsonBuffer out = new JsonBuffer(8192);
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private RulesBenchmark(
      SampleRecords records, List<Contender> contenders, Map<String, Double> loads) {
    this.records = records;
    this.contenders = contenders;
    this.loads = loads;
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

  static RulesBenchmark open(Optional<Path> folder) {
    LogType type = trailType();
    List<Contender> contenders = new ArrayList<>();
    Map<String, Double> loads = new LinkedHashMap<>();
    contenders.add(new Contender(NONE, 0, DocumentMaker.detecting(type, List.of())));
    folder.ifPresent(
        given -> {
          contenders.add(
              new Contender("folder", 0.5, DocumentMaker.detecting(type, read(given).rules())));
          RuleLoad load = RuleLoad.of(given);
          loads.put("folder rules", (double) load.inForce());
          loads.put("folder load s", load.seconds());
          loads.put("folder load cpu s", load.cpuSeconds());
        });
    List<String> texts = GeneratedRules.texts(10_000);
    contenders.add(
        new Contender("1000 rules", 3, DocumentMaker.detecting(type, read(texts, 1000))));
    contenders.add(
        new Contender("10000 rules", 10, DocumentMaker.detecting(type, read(texts, 10_000))));
    try (Scratch scratch = Scratch.create()) {
      for (int i = 0; i < LOADED; i++) {
        Path unused = scratch.write("rule-" + i + ".yml", texts.get(i));
      }
      RuleLoad load = RuleLoad.of(scratch.folder());
      loads.put(LOADED + " rules load s", load.seconds());
      loads.put(LOADED + " rules load cpu s", load.cpuSeconds());
      loads.put(LOADED + " rules load of target", load.seconds() / LOADED_TARGET);
    }
    return new RulesBenchmark(trail(type), contenders, loads);
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

  private static List<Rule> read(List<String> texts, int count) {
    List<SigmaFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(SigmaFile.read("rule-" + i, texts.get(i), Map.of()));
    }
    SigmaRules rules = SigmaRules.of(files);
    if (!rules.refused().isEmpty()) {
      throw new IllegalStateException("a rule is wrong: " + rules.refused().getFirst());
    }
    return rules.rules();
  }

  /** The rules of a folder; what is wrong with some is not the benchmark's to say. */
  static SigmaRules read(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<SigmaFile> read = new ArrayList<>();
      for (Path file : files.filter(RulesBenchmark::isRule).sorted().toList()) {
        read.add(SigmaFile.read(file.toString(), Files.readString(file), Map.of()));
      }
      return SigmaRules.of(read);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private static boolean isRule(Path file) {
    String name = file.toString();
    return (name.endsWith(".yml") || name.endsWith(".yaml")) && Files.isRegularFile(file);
  }

  @Override
  public Measurement run(long count) {
    contenders.forEach(Contender::begin);
    long began = System.nanoTime();
    for (long left = count; left > 0; left -= AT_HAND) {
      int turn = (int) Math.min(left, AT_HAND);
      contenders.forEach(contender -> hold(contender, turn));
    }
    Contender without = contenders.getFirst();
    Map<String, Double> ratios = new LinkedHashMap<>(loads);
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

  @Override
  public void close() {}
}
