package dev.weir.control;

import dev.weir.account.Counts;
import dev.weir.proto.v1.Conservation;

/** What several answers of the protocol have in common. */
public final class Answers {
  private Answers() {}

  /** The fates of records. */
  public static Conservation conservation(Counts counts) {
    return Conservation.newBuilder()
        .setRead(counts.read())
        .setIndexed(counts.indexed())
        .setAlreadyIndexed(counts.alreadyIndexed())
        .putAllFiltered(counts.filtered())
        .putAllDeadLettered(counts.deadLettered())
        .setDroppedInFluentBit(counts.droppedInFluentBit())
        .setUnaccounted(counts.unaccounted())
        .setInFlight(counts.inFlight())
        .build();
  }
}
