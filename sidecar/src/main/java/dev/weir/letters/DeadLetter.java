package dev.weir.letters;

import dev.weir.account.ObjectVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot become a document.
 *
 * @param reason one of a bounded set, a label of metrics
 * @param stage the package that gave up on it, a label of metrics
 * @param type the log type, as far as it is known
 * @param object where the record is from; null for records that no object holds
 * @param ordinal the record's position in the object, or -1
 * @param time the event's time, else the time the record came with
 * @param id the id of the document it would have been, ASCII; a record given up twice is one dead
 *     letter
 * @param index the index of that document; empty where it was not known yet
 * @param body the record itself, cut at {@link LetterSettings#body}
 * @param kind what it is instead of text, one of a bounded set; empty where the reason says all
 * @param member the name of the member that it lies in, where the object is an archive; else empty
 */
public record DeadLetter(
    String reason,
    String stage,
    String type,
    @Nullable ObjectVersion object,
    long ordinal,
    Instant time,
    String id,
    String index,
    RawBody body,
    String kind,
    String member) {
  /** Of which the reason says all, and that lies in no archive. */
  public DeadLetter(
      String reason,
      String stage,
      String type,
      @Nullable ObjectVersion object,
      long ordinal,
      Instant time,
      String id,
      String index,
      RawBody body) {
    this(reason, stage, type, object, ordinal, time, id, index, body, "", "");
  }
}
