package dev.weir.replay;

import java.util.Locale;

/** What became of a dead letter in a replay. */
public enum ReplayOutcome {
  /** Its document is in OpenSearch now. */
  INDEXED,
  /** Its document had come in by another way. */
  ALREADY_INDEXED,
  /** The configuration drops the record now. */
  FILTERED,
  /** Its object was read again, and is settled. */
  OBJECT_TAKEN,
  /** Its object is deleted, or another took its place; it stays open. */
  OBJECT_GONE,
  /** Its object could not be read again, or not to its end; it stays open. */
  OBJECT_LEFT,
  /** It was refused once more, and stays open. */
  DEAD_LETTERED,
  /** What was kept of it does not make the record again; it stays open. */
  NOT_REPLAYABLE,
  /** Another host marked it meanwhile. */
  MARKED_ELSEWHERE,
  /** A dry run: it would be sent. */
  WOULD_REPLAY;

  /** A metric's label, and its name for programs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ReplayOutcome labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Whether the letter needs somebody's attention still. */
  public boolean isLeftOpen() {
    return switch (this) {
      case DEAD_LETTERED, NOT_REPLAYABLE, OBJECT_GONE, OBJECT_LEFT -> true;
      case INDEXED, ALREADY_INDEXED, FILTERED, OBJECT_TAKEN, MARKED_ELSEWHERE, WOULD_REPLAY ->
          false;
    };
  }
}
