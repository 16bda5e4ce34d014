package dev.weir.forward;

/** What becomes of a chunk that is refused. */
enum RefusalAction {
  /** It may come again. */
  SEND_AGAIN,
  /** It came often enough, and is to be kept as a dead letter. */
  DEAD_LETTER,
  /** It is kept already; only the acknowledgement did not get through. */
  KEPT_BEFORE
}
