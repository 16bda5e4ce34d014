package dev.weir.type;

/** What a key or a head told. */
public sealed interface Recognition {
  /**
   * Records of this type.
   *
   * @param why in words for people
   */
  record Recognized(LogType type, String why) implements Recognition {}

  /** No records at all, for this reason: one of a bounded set. */
  record Skipped(String reason) implements Recognition {}

  /** Nothing: ask the next. */
  record Unknown() implements Recognition {}

  Recognition UNKNOWN = new Unknown();
}
