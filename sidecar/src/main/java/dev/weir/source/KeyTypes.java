package dev.weir.source;

import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.Recognition;
import java.util.ArrayList;
import java.util.List;

/** What keys tell: by configuration first, then by themselves. Immutable, thread-safe. */
public final class KeyTypes {
  private final LogTypes known;
  private final List<Named> rules = new ArrayList<>();

  private record Named(String glob, KeyGlob keys, LogType type) {}

  /**
   * Asks these rules in their order, and then the types themselves.
   *
   * @throws IllegalArgumentException if a rule names a type that is not known
   */
  public KeyTypes(List<TypeRule> rules, LogTypes known) {
    this.known = known;
    for (TypeRule rule : rules) {
      LogType type = known.named(rule.type());
      if (type == null) {
        throw new IllegalArgumentException("no type is named " + rule.type());
      }
      this.rules.add(new Named(rule.keys(), new KeyGlob(rule.keys()), type));
    }
  }

  /** What this key tells. */
  public Recognition recognize(String key) {
    for (Named rule : rules) {
      if (rule.keys().matches(key)) {
        return new Recognition.Recognized(
            rule.type(), "the configuration says so of keys like " + rule.glob());
      }
    }
    return known.byKey(key);
  }
}
