package dev.weir.telemetry;

import dev.weir.rule.Rule;
import dev.weir.ruleset.RuleObserver;
import dev.weir.ruleset.RuleSet;

/** Shows how many rules are in force, and whether any is refused or switched off. */
public final class RuleMetrics implements RuleObserver {
  /** The alarm that is on while rules are switched off because they take too long. */
  public static final String SLOW_ALARM = "rules_slow";

  /** What to do about it. */
  public static final String SLOW_ADVICE =
      "rules that took too long are switched off: weir_rules_switched_off_total and the log name"
          + " them; make their regular expressions simpler, or switch them off in rules.tune";

  private final Metrics metrics;
  private final CounterFamily reloads;
  private final CounterFamily switchedOff;

  public RuleMetrics(Metrics metrics) {
    this.metrics = metrics;
    this.reloads = metrics.family(Metric.RULE_RELOADS);
    this.switchedOff = metrics.family(Metric.RULES_SWITCHED_OFF);
  }

  @Override
  public void kept(RuleSet rules) {
    metrics.gauge(Metric.RULES, rules, RuleSet::size);
    metrics.gauge(Metric.RULES_REFUSED, rules, each -> each.refused().size());
    metrics.gauge(Metric.RULES_SLOW, rules, RuleSet::slow);
    metrics.alarm(SLOW_ALARM, rules, each -> each.slow() > 0);
  }

  @Override
  public void asked(String outcome) {
    reloads.add(1, outcome);
  }

  @Override
  public void switchedOff(Rule rule) {
    switchedOff.add(1, rule.id());
  }
}
