package dev.weir.sink;

/** What an item of a segment is, and so what follows if OpenSearch refuses it. */
enum ItemKind {
  /** A document, which gets its safe form. */
  DOCUMENT,
  /** A document in its safe form, after which there is its dead letter. */
  RESHAPED,
  /** A dead letter, which is cut down to coordinates and reason. */
  DEAD_LETTER,
  /** A dead letter that was refused itself, cut down; nothing smaller is left to write. */
  BARE_DEAD_LETTER,
  /** A document that takes the place of an earlier one; nothing smaller is left to write. */
  REPLACING,
  /** A match of a record, which is no record itself; nothing smaller is left to write. */
  MATCH
}
