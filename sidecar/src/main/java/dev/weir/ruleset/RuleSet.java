package dev.weir.ruleset;

import dev.weir.detect.DetectionSet;
import dev.weir.detect.RuleLimit;
import dev.weir.record.FieldNames;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.type.LogTypes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force, kept up to date on a thread of its own. Records that are at work while rules
 * change go on under the rules that their chunk began with. Any thread may ask for them.
 */
public final class RuleSet implements Supplier<DetectionSet>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleSet.class);
  private static final int MOST_LOGGED = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RuleSettings settings;
  private final RuleReader reader;
  private final RuleObserver observer;
  private volatile ReadRules read = ReadRules.NONE;
  private volatile boolean started;
  private @Nullable ScheduledExecutorService thread;

  /**
   * The rules of a configuration; nothing is read yet.
   *
   * @param files opens a place
   * @param clock tells which exceptions still hold
   */
  public RuleSet(
      RuleSettings settings,
      LogTypes types,
      FieldNames names,
      RuleReader.FileOpener files,
      RuleObserver observer,
      Clock clock) {
    this.settings = settings;
    this.reader = new RuleReader(settings, types, names, files, clock);
    this.observer = observer;
    observer.kept(this);
  }

  /** Reads all rules, and from then on each file again when it changed. */
  public synchronized void start() {
    if (settings.isEmpty() || thread != null) {
      return;
    }
    started = true;
    refresh();
    thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("weir-rules").daemon().unstarted(work));
    long nanos = settings.refresh().toNanos();
    var unused = thread.scheduleWithFixedDelay(this::refresh, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Asks all places again, without waiting for their turn, and returns when that is done or has
   * taken too long. Does nothing before {@link #start}.
   */
  public void readAgain() {
    Future<?> reading;
    synchronized (this) {
      if (thread == null) {
        return;
      }
      reading = thread.submit(this::refresh);
    }
    try {
      reading.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.error("rules are not read again yet; those that were in force stay so");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a refresh tells of failures itself", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks all places what changed, and puts that in force. */
  public void refresh() {
    try {
      observer.asked(reader.refresh() ? compile() : "unchanged");
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Whatever is wrong with a rule, records go on under those that were in force.
      LOG.error("rules cannot be read; those that were in force stay so", e);
      observer.asked("failed");
    }
  }

  private String compile() {
    // A command shows all rules, however long they take.
    ReadRules now = reader.compile(started ? limit() : RuleLimit.NONE);
    Set<Refusal> before = new HashSet<>(read.refused());
    List<Refusal> news =
        now.refused().stream().filter(refusal -> !before.contains(refusal)).toList();
    List<String> cautions =
        now.cautions().stream().filter(caution -> !read.cautions().contains(caution)).toList();
    read = now;
    log(now, news, cautions);
    return news.isEmpty() ? "loaded" : "failed";
  }

  private RuleLimit limit() {
    return settings.slow().isZero()
        ? RuleLimit.NONE
        : new RuleLimit(settings.slow().toNanos(), this::switchedOff);
  }

  private void switchedOff(Rule rule, String type) {
    LOG.error(
        "rule {} ({}) in {} is switched off for records of {}: of the last {} of them that it looked"
            + " at, {} took it longer than rules.slow; make its regular expressions simpler and load"
            + " it again, or switch it off in rules.tune",
        rule.id(),
        rule.title(),
        rule.place(),
        type,
        RuleLimit.RECORDS,
        RuleLimit.SLOW_RECORDS);
    observer.switchedOff(rule);
  }

  /** Commands that keep no rules up to date say themselves what they find. */
  private void log(ReadRules now, List<Refusal> news, List<String> cautions) {
    if (!started) {
      return;
    }
    LOG.info(
        "rules: {} in force, {} refused, {} for logs that no type serves",
        now.set().rules().size(),
        now.refused().size(),
        now.set().refused().size());
    news.stream().limit(MOST_LOGGED).forEach(refusal -> LOG.warn("rule refused: {}", refusal));
    if (news.size() > MOST_LOGGED) {
      LOG.warn("and {} more; `weir rules check` names them all", news.size() - MOST_LOGGED);
    }
    cautions.forEach(caution -> LOG.warn("{}", caution));
  }

  @Override
  public DetectionSet get() {
    return read.set();
  }

  /** How many rules are in force. */
  public int size() {
    return get().rules().size();
  }

  /** How many of them are switched off because they take too long. */
  public int slow() {
    return get().slow().size();
  }

  /** What is not in force, and why; without {@link #unserved}. */
  public List<Refusal> refused() {
    return read.refused();
  }

  /** The rules for logs that no type serves. */
  public List<Refusal> unserved() {
    return get().refused();
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }
}
