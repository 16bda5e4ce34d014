package dev.weir.sink;

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
 * @param body the record itself; {@link DocumentBatch#bodyLimit} of it are kept
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
    RawBody body) {}
