package dev.weir.source;

/** What came of reading an object again on which a source had given up. */
public enum ReadAgain {
  /** It is settled, now or by another since. */
  SETTLED,
  /** It is deleted, or another took its place: there is nothing to be read of it. */
  GONE,
  /** It could not be read, or not to its end; later that may be otherwise. */
  LEFT,
  /** The configuration reads nothing of the kind. */
  NOT_WANTED
}
