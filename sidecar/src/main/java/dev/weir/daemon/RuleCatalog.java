package dev.weir.daemon;

import dev.weir.config.WeirConfig;
import dev.weir.detect.DetectionSet;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.ruleset.ReadRules;
import dev.weir.ruleset.RuleOrigin;
import dev.weir.ruleset.RuleReader;
import dev.weir.ruleset.RuleSettings;
import dev.weir.ruleset.Tuning;
import dev.weir.type.LogTypes;
import java.time.Clock;
import java.util.List;

/**
 * The rules of a configuration, or of other places, read once.
 *
 * @param types the types of logs that the configuration knows
 * @param tuning what the configuration makes different about these rules
 */
public record RuleCatalog(LogTypes types, ReadRules read, Tuning tuning) {
  /**
   * Reads rules.
   *
   * @param places where they lie; empty for the places of the configuration. Of other places, all
   *     rules count, whatever the configuration selects
   */
  public static RuleCatalog read(WeirConfig config, List<RuleOrigin> places) {
    LogTypes types = LogTypesFrom.config(config);
    RuleSettings settings = places.isEmpty() ? config.rules() : config.rules().at(places);
    try (RulePlaces opener = new RulePlaces(settings)) {
      RuleReader reader =
          new RuleReader(settings, types, RoutesFrom.names(config), opener, Clock.systemUTC());
      boolean unused = reader.refresh();
      return new RuleCatalog(types, reader.compile(), settings.tuning());
    }
  }

  /** The rules that records are held against. */
  public List<Rule> rules() {
    return read.set().rules();
  }

  /** What is wrong, by file and line. */
  public List<Refusal> refused() {
    return read.refused();
  }

  /** What somebody should look at, in sentences that say what to do. */
  public List<String> cautions() {
    return read.cautions();
  }

  /** The rules of logs that no type serves. */
  public List<Refusal> unserved() {
    return read.set().refused();
  }

  /** The names of the types whose records are held against a rule, sorted. */
  public List<String> types(Rule rule) {
    return read.set().types(rule);
  }

  /** The rules, as records are held against them. */
  public DetectionSet set() {
    return read.set();
  }
}
