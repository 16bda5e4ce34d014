package dev.weir.account;

/**
 * Consecutive ordinals of one object.
 *
 * @param first the lowest
 * @param count how many, at least one
 */
public record OrdinalRun(long first, long count) {
  public OrdinalRun {
    if (first < 0 || count < 1) {
      throw new IllegalArgumentException("first " + first + ", count " + count);
    }
  }

  long end() {
    return first + count;
  }
}
