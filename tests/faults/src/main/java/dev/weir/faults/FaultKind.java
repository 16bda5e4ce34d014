package dev.weir.faults;

import java.util.Locale;
import java.util.Set;

/** What can go wrong, and what of the pipeline it needs for itself. */
enum FaultKind {
  KILL_WEIR("weir is killed", Part.WEIR),
  KILL_FLUENT_BIT("Fluent Bit is killed", Part.FLUENT_BIT),
  KILL_OPENSEARCH("OpenSearch is killed and comes back at once", Part.OPENSEARCH),
  OPENSEARCH_AWAY("OpenSearch is killed and stays away", Part.OPENSEARCH),
  REQUEST_STORM("429 and 503 for whole requests, carried out or not", Part.SEARCH_WIRE),
  ITEM_STORM("429 and 503 for single items", Part.SEARCH_WIRE),
  ANSWER_CUT("answers of OpenSearch end in their middle", Part.SEARCH_WIRE),
  REQUEST_CUT("connections to OpenSearch are reset while it is asked", Part.SEARCH_WIRE),
  TIME_OUT("answers of OpenSearch come too late", Part.SEARCH_WIRE),
  FRAME_CUT("forward connections are cut within a frame", Part.FORWARD_WIRE),
  ACK_CUT("forward connections are cut around an acknowledgement", Part.FORWARD_WIRE),
  CONNECTION_FLOOD("500 clients come at once after an outage", Part.SEARCH_WIRE),
  FULL_DISK("the disk of Fluent Bit's buffer is full", Part.FLUENT_BIT),
  CORRUPT_CHUNK("a file of Fluent Bit's buffer is damaged", Part.FLUENT_BIT, Part.FORWARD_WIRE),
  REDELIVERY("messages come again, and in several copies", Part.QUEUE),
  EXPIRED_VISIBILITY("weir stands still until its messages are given out again", Part.WEIR),
  OVERWRITE("a key gets new content while it is read", Part.BUCKET),
  CLOCK_STEP("weir's clock jumps", Part.CLOCK),
  SIGTERM("weir is asked to stop, and started again", Part.WEIR);

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Part> parts;

  FaultKind(String description, Part... parts) {
    this.description = description;
    this.parts = Set.of(parts);
  }

  /** In the words of the table. */
  String description() {
    return description;
  }

  /** What no other fault may have at the same time. */
  Set<Part> parts() {
    return parts;
  }

  /** As in options and JSON: {@code kill_weir}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that label.
   *
   * @throws IllegalArgumentException if there is none, with those there are
   */
  static FaultKind of(String label) {
    for (FaultKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    StringBuilder known = new StringBuilder();
    for (FaultKind kind : values()) {
      known.append(known.isEmpty() ? "" : ", ").append(kind.label());
    }
    throw new IllegalArgumentException("'" + label + "' is no kind of fault: one of " + known);
  }
}
