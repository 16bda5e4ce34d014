package dev.weir.letters;

/** Keeps single dead letters, on the way that all of them go. Thread-safe. */
@FunctionalInterface
public interface LetterWriter {
  /**
   * Keeps a dead letter in place of an earlier one of its id, however long that takes. Of the two
   * runnables one is called, once, on any thread, which may be the caller's.
   *
   * @param durable called when it is kept in all places
   * @param givenUp called when the writer closed first
   */
  void keep(DeadLetter letter, Runnable durable, Runnable givenUp);
}
