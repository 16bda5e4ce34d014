package dev.weir.telemetry;

import dev.weir.ruleset.RuleObserver;
import dev.weir.ruleset.RuleSet;

/** Shows how many rules are in force, and whether any is refused. */
public final class RuleMetrics implements RuleObserver {
  private final Metrics metrics;
  private final CounterFamily reloads;

  public RuleMetrics(Metrics metrics) {
    this.metrics = metrics;
    this.reloads = metrics.family(Metric.RULE_RELOADS);
  }

  @Override
  public void kept(RuleSet rules) {
    metrics.gauge(Metric.RULES, rules, RuleSet::size);
    metrics.gauge(Metric.RULES_REFUSED, rules, each -> each.refused().size());
  }

  @Override
  public void asked(String outcome) {
    reloads.add(1, outcome);
  }
}
