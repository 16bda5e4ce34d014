package dev.weir.letters;

/**
 * Dead letters that OpenSearch has and that are not final yet: those of one request. One thread's.
 */
public interface WrittenLetters {
  /** How many there are; fewer once some were dropped. */
  int count();

  /** One of them. */
  SentDocument letter(int at);

  /** They are final. */
  void settle();

  /** They wait for the archive. */
  void hold();

  /** Gives up those for which nobody waits any more. */
  void dropCancelled();

  /** Gives up all of them. */
  void cancel();
}
