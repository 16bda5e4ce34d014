package dev.weir.sink;

import dev.weir.letters.SentDocument;
import dev.weir.letters.WrittenLetters;
import dev.weir.opensearch.HoldReason;
import java.util.Objects;

/** The dead letters of a bulk, all of which OpenSearch has. */
final class LettersOfBulk implements WrittenLetters {
  private final Bulk bulk;
  private final ItemSettler settler;

  LettersOfBulk(Bulk bulk, ItemSettler settler) {
    this.bulk = bulk;
    this.settler = settler;
  }

  @Override
  public int count() {
    return bulk.count();
  }

  @Override
  public SentDocument letter(int at) {
    return bulk.segment(at).sent(bulk.item(at));
  }

  @Override
  public void settle() {
    for (int at = 0; at < bulk.count(); at++) {
      Segment segment = bulk.segment(at);
      int item = bulk.item(at);
      Delivery outcome = Objects.requireNonNull(segment.letter(item), "a letter's outcome");
      settler.settle(segment, item, outcome);
      settler.report(outcome, 1);
    }
  }

  @Override
  public void hold() {
    for (int at = 0; at < bulk.count(); at++) {
      settler.setHold(bulk.segment(at), bulk.item(at), HoldReason.LETTERS_S3);
    }
  }

  @Override
  public void dropCancelled() {
    settler.dropCancelled(bulk);
  }

  @Override
  public void cancel() {
    settler.cancel(bulk);
  }
}
