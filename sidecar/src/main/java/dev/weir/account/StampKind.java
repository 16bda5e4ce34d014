package dev.weir.account;

/** What the entry is that carries a stamp. */
public enum StampKind {
  /** A log record. */
  RECORD('r'),
  /** A log record that was read late on purpose: people are not told of its alerts. */
  QUIET_RECORD('q'),
  /** The last entry of a frame, with no record in it. */
  TRAILER('t'),
  /** In place of a record that the source could not send as it is: its reason and first bytes. */
  DEAD_LETTER('d');

  final char letter;

  StampKind(char letter) {
    this.letter = letter;
  }
}
