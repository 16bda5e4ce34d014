package dev.weir.account;

/**
 * A run of consecutive records of one object that travel in one forward message. Fluent Bit takes
 * it whole, filters it at once, and puts what is left of it into one chunk.
 *
 * @param object where the records are from
 * @param first the ordinal of the first record; ordinals count from 0 in the object's order
 * @param count how many records, the trailer not counted
 * @param lastModifiedSeconds the object's LastModified, seconds since the epoch
 */
public record Frame(ObjectVersion object, long first, int count, long lastModifiedSeconds) {
  public Frame {
    if (first < 0 || count < 1) {
      throw new IllegalArgumentException("first " + first + ", count " + count);
    }
  }

  public boolean holds(long ordinal) {
    return ordinal >= first && ordinal - first < count;
  }
}
