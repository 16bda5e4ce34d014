package dev.weir.source;

import dev.weir.source.content.ContentKind;
import dev.weir.source.split.UnsendableReason;
import java.util.Map;

/**
 * What one object came to.
 *
 * @param bytes as S3 holds it
 * @param records ordinals given out, dead-letter entries among them
 * @param unsendable dead-letter entries by reason
 * @param opaque those of them that stand for what is no text, by its kind
 * @param numbersAsStrings numbers that neither an integer of 64 bits nor a double could hold
 * @param skippedDocuments documents in it that say that they hold no records
 */
public record ObjectCount(
    long bytes,
    long records,
    Map<UnsendableReason, Long> unsendable,
    Map<ContentKind, Long> opaque,
    long numbersAsStrings,
    long skippedDocuments) {
  public ObjectCount {
    unsendable = Map.copyOf(unsendable);
    opaque = Map.copyOf(opaque);
  }

  /** How many of the ordinals are dead-letter entries. */
  long letters() {
    return unsendable.values().stream().mapToLong(Long::longValue).sum();
  }
}
