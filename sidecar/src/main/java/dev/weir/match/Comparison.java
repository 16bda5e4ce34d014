package dev.weir.match;

/** How a number lies to another. */
public enum Comparison {
  LT,
  LTE,
  GT,
  GTE;

  /** Whether it holds for what {@link Double#compare} or the like gave. */
  boolean holds(int compared) {
    return switch (this) {
      case LT -> compared < 0;
      case LTE -> compared <= 0;
      case GT -> compared > 0;
      case GTE -> compared >= 0;
    };
  }
}
