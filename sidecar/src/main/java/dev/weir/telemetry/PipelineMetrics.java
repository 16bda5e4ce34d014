package dev.weir.telemetry;

import dev.weir.account.Counts;
import dev.weir.account.FateName;
import dev.weir.account.Ledger;
import dev.weir.pipeline.PipelineObserver;
import dev.weir.pipeline.RuleReasons;
import dev.weir.rule.Rule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/** Counts records: by fate from the ledger, by flag, by the filter that dropped them. */
public final class PipelineMetrics implements PipelineObserver {
  private final Metrics metrics;
  private final Map<String, LongAdder> flags = new ConcurrentHashMap<>();
  private final AtomicInteger chunksAtWork = new AtomicInteger();

  /** Shows what {@code ledger} counts. */
  public PipelineMetrics(Metrics metrics, Ledger ledger) {
    this.metrics = metrics;
    fate(ledger, FateName.INDEXED, Counts::indexed);
    fate(ledger, FateName.ALREADY_INDEXED, Counts::alreadyIndexed);
    fate(ledger, FateName.FILTERED, Counts::filteredTotal);
    fate(ledger, FateName.DEAD_LETTERED, Counts::deadLetteredTotal);
    fate(ledger, FateName.DROPPED_IN_FLUENT_BIT, Counts::droppedInFluentBit);
    fate(ledger, FateName.UNACCOUNTED, Counts::unaccounted);
    metrics.counted(Metric.RECORDS_READ, ledger, each -> each.totals().read());
    metrics.gauge(Metric.RECORDS_IN_FLIGHT, ledger, each -> each.totals().inFlight());
    metrics.counted(Metric.OBJECTS_SETTLED, ledger, Ledger::closedObjects);
    metrics.alarm(FateName.UNACCOUNTED.label(), ledger, each -> each.totals().unaccounted() > 0);
    metrics.gauge(Metric.OBJECTS_OPEN, ledger, Ledger::openObjects);
    metrics.gauge(Metric.CHUNKS_AT_WORK, chunksAtWork, AtomicInteger::doubleValue);
  }

  /** The counter of records in which a flag is 1. */
  public LongAdder flag(String name) {
    return flags.computeIfAbsent(
        name,
        flag -> {
          LongAdder count = new LongAdder();
          metrics.counted(Metric.FLAGS, count, LongAdder::sum, flag);
          return count;
        });
  }

  @Override
  public void chunksAtWork(int change) {
    chunksAtWork.addAndGet(change);
  }

  @Override
  public void stampForged() {
    metrics.stampRejected("not_verified", 1);
  }

  @Override
  public void recordFiltered(String reason) {
    metrics.filtered(reason);
  }

  @Override
  public void detected(RuleReasons reasons) {
    // Its matches are counted one by one.
  }

  @Override
  public void ruleMatched(Rule rule) {
    metrics.ruleMatched(rule.id(), rule.level().text());
  }

  @Override
  public void recordMultiplied() {
    metrics.multiplied();
  }

  @Override
  public void innerRecord(String type) {
    metrics.inner(type);
  }

  @Override
  public void invalidUtf8(String type) {
    metrics.invalidUtf8(type);
  }

  @Override
  public void recordUnparsed(String type, String reason) {
    metrics.unparsed(type, reason);
  }

  @Override
  public void timeReplaced(String type, String reason) {
    metrics.timeReplaced(type, reason);
  }

  @Override
  public void columnsUnknown(String type) {
    metrics.unknownColumns(type);
  }

  private void fate(Ledger ledger, FateName fate, ToLongFunction<Counts> count) {
    metrics.counted(Metric.RECORDS, ledger, each -> count.applyAsLong(each.totals()), fate.label());
  }
}
