package dev.weir.sink;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot become a document.
 *
 * @param reason one of a bounded set, a label of metrics
 * @param stage the package that gave up on it
 * @param type the log type, as far as it is known
 * @param object where the record is from, {@code s3://bucket/key?version=...}; null for records
 *     that no object holds
 * @param ordinal the record's position in the object, or -1
 * @param time the event's time, else the time the record came with
 * @param id the record's own id, ASCII, at most 512 bytes: a record given up twice is one document
 * @param body the record, or its beginning; the first 32 KiB are kept, as text
 * @param bodyBytes the record's full size
 */
@SuppressWarnings("ArrayRecordComponent") // carries bytes on; nobody compares them
public record DeadLetter(
    String reason,
    String stage,
    String type,
    @Nullable String object,
    long ordinal,
    Instant time,
    String id,
    byte[] body,
    long bodyBytes) {}
