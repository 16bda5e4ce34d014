package dev.weir.daemon;

import dev.weir.config.WeirConfig;
import dev.weir.ruleset.RuleObserver;
import dev.weir.ruleset.RuleSet;
import dev.weir.type.LogTypes;
import java.time.Clock;

/** The rules of a configuration, with what reaches the places where they lie. */
final class Rules implements AutoCloseable {
  private final RulePlaces places;
  private final RuleSet rules;

  /** Builds them; nothing is read yet. */
  Rules(WeirConfig config, LogTypes types, RuleObserver observer) {
    this.places = new RulePlaces(config.rules());
    this.rules =
        new RuleSet(
            config.rules(), types, RoutesFrom.names(config), places, observer, Clock.systemUTC());
  }

  /** The rules in force. */
  RuleSet set() {
    return rules;
  }

  @Override
  public void close() {
    rules.close();
    places.close();
  }
}
