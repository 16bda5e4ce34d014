package dev.weir.type;

/** What a key or a head told. */
public sealed interface Recognition {
  /** Records of this type. */
  record Recognized(LogType type) implements Recognition {}

  /** No records at all, for this reason: one of a bounded set. */
  record Skipped(String reason) implements Recognition {}

  /** Nothing: ask the next. */
  record Unknown() implements Recognition {}

  Recognition UNKNOWN = new Unknown();
}
