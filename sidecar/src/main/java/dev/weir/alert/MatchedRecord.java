package dev.weir.alert;

import java.time.Instant;

/**
 * A record that matches a rule.
 *
 * @param type its log type
 * @param index the index that its document is for
 * @param id its document's id
 * @param time when it happened
 * @param notified whether people are told of its alert; they are not of what is read once more
 */
public record MatchedRecord(String type, String index, String id, Instant time, boolean notified) {
  static final MatchedRecord NONE = new MatchedRecord("", "", "", Instant.EPOCH, false);
}
