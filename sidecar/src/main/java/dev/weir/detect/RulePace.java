package dev.weir.detect;

import dev.weir.msgpack.MsgpackException;
import dev.weir.rule.Rule;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a rule takes with records of one type; it does not match once it took too long too
 * often. Rules that cannot take long are not timed. Thread-safe: all workers share it.
 */
final class RulePace {
  private final Rule rule;
  private final String type;
  private final RuleLimit limit;
  private final boolean isTimed;

  /** Of each of the last records whether it took too long, the newest in the lowest bit. */
  private final AtomicInteger slow = new AtomicInteger();

  private final AtomicLong slowNanos = new AtomicLong();
  private final AtomicBoolean off = new AtomicBoolean();

  RulePace(Rule rule, String type, Node node, RuleLimit limit) {
    this.rule = rule;
    this.type = type;
    this.limit = limit;
    this.isTimed = limit.nanos() != Long.MAX_VALUE && RuleCost.isHigh(node);
  }

  /** Whether the rule matches the record whose values these are. */
  boolean holds(Node node, RecordValues values) throws MsgpackException {
    if (!isTimed) {
      return node.holds(values);
    }
    if (off.get()) {
      return false;
    }
    long began = System.nanoTime();
    values.beginTiming();
    boolean holds = node.holds(values);
    took(System.nanoTime() - began - values.endTiming());
    return holds;
  }

  /** A record took so long. */
  void took(long nanos) {
    boolean isSlow = nanos > limit.nanos();
    int last = slow.accumulateAndGet(isSlow ? 1 : 0, (bits, bit) -> bits << 1 | bit);
    if (isSlow
        && slowNanos.addAndGet(nanos) >= RuleLimit.ALTOGETHER.toNanos()
        && Integer.bitCount(last) >= RuleLimit.SLOW_RECORDS
        && off.compareAndSet(false, true)) {
      limit.off().accept(rule, type);
    }
  }

  /** Whether the rule is switched off. */
  boolean isOff() {
    return off.get();
  }
}
