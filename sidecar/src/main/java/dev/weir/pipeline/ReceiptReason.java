package dev.weir.pipeline;

import java.util.Locale;

/** Why the time of its receipt counts for a host's record. */
enum ReceiptReason {
  /** Neither it nor Fluent Bit tells its time; the document has the time of receipt. */
  UNTOLD,
  /** Its time is over a day after it was received; the document has the time of receipt. */
  TOO_LATE,
  /** It was older than its type's greatest age, and lies in the index of its receipt. */
  TOO_OLD,
  /** Its sender had filled enough indices in this hour; it lies in the index of its receipt. */
  TOO_MANY_INDICES;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** As documents and metrics have it. */
  String text() {
    return text;
  }
}
