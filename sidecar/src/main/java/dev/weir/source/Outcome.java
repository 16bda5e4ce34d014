package dev.weir.source;

/**
 * What became of an object that was taken.
 *
 * @param records read and settled by this, not before
 */
record Outcome(Kind kind, long records) {
  /** In which way it is done with, or not. */
  enum Kind {
    /** Each record met its fate. */
    SETTLED,
    /** There was nothing to do. */
    SKIPPED,
    /** A dead letter stands for the object as a whole. */
    POISONED,
    /** What was wanted of it is not there any more, and a dead letter stood for it before. */
    GONE,
    /** It must come again. */
    LEFT
  }

  static final Outcome SKIPPED = new Outcome(Kind.SKIPPED, 0);
  static final Outcome POISONED = new Outcome(Kind.POISONED, 0);
  static final Outcome GONE = new Outcome(Kind.GONE, 0);
  static final Outcome LEFT = new Outcome(Kind.LEFT, 0);

  /** Whether nothing is left to do for it. */
  boolean isFinal() {
    return kind != Kind.LEFT;
  }
}
