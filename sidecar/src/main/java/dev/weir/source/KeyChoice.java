package dev.weir.source;

import java.util.List;

/** Which keys of a bucket are read, by {@code include} and {@code exclude}. Immutable. */
public final class KeyChoice {
  private final List<KeyGlob> include;
  private final List<KeyGlob> exclude;

  /**
   * A choice.
   *
   * @param include globs of which a key must match one; empty for all
   * @param exclude globs of which a key must match none
   */
  public KeyChoice(List<String> include, List<String> exclude) {
    this.include = include.stream().map(KeyGlob::new).toList();
    this.exclude = exclude.stream().map(KeyGlob::new).toList();
  }

  /** Whether an object of this key is left out. */
  public boolean excludes(String key) {
    boolean included = include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(key));
    return !included || exclude.stream().anyMatch(glob -> glob.matches(key));
  }
}
