package dev.weir.pipeline;

import dev.weir.alert.MatchWriter;
import dev.weir.alert.MatchedRecord;
import dev.weir.decode.RecordReader;
import dev.weir.detect.Detector;
import dev.weir.detect.Matches;
import dev.weir.msgpack.MsgpackException;
import dev.weir.record.RecordView;
import dev.weir.rule.Rule;
import dev.weir.sink.DocumentTarget;
import java.nio.charset.StandardCharsets;

/**
 * Holds records against the rules for their types, and keeps the matches that alerts are made of.
 * Reused from record to record; used by one thread at a time.
 */
final class Detections {
  private final PipelineObserver observer;
  private final Detector detector;
  private final RuleReasons reasons;
  private final MatchWriter matches;

  /**
   * Detections of the rules that these routes give.
   *
   * @param view shows the record at work
   */
  Detections(Routes routes, RecordView view, PipelineObserver observer) {
    this.observer = observer;
    this.detector = new Detector(routes.detections(), view);
    this.reasons = detector::trace;
    this.matches = new MatchWriter(routes.alerts(), routes.names(), view);
  }

  /** Takes the rules that are in force now, for the records of a chunk. */
  void begin() {
    detector.begin();
  }

  /** Notes the rules that a record matches. */
  void detect(CurrentRecord record, NormalForm normal) throws MsgpackException {
    Matches found = detector.detect(record.route().type().name());
    record.matches(found);
    normal.detected(found);
    observer.detected(reasons);
    for (int i = 0; i < found.size(); i++) {
      observer.ruleMatched(found.rule(i));
    }
  }

  /**
   * Writes the record's matches: its chunk is not final before OpenSearch has them, too.
   *
   * @param at is at the record
   */
  void keep(CurrentRecord record, RecordReader at) throws MsgpackException {
    Matches found = record.matches();
    boolean begun = false;
    for (int i = 0; i < found.size(); i++) {
      Rule rule = found.rule(i);
      if (matches.takes(rule)) {
        if (!begun) {
          matches.begin(matched(record));
          begun = true;
        }
        DocumentTarget batch = record.chunk().batch();
        int matchedAt = matches.write(rule, batch.begin(matches.index(), matches.id(rule)));
        batch.endMatch(record.chunk().account().matchToken(at), matchedAt);
      }
    }
  }

  private static MatchedRecord matched(CurrentRecord record) {
    return new MatchedRecord(
        record.route().type().name(),
        new String(record.parser().index(), StandardCharsets.US_ASCII),
        new String(record.id(), StandardCharsets.US_ASCII),
        record.happened(),
        record.isTold());
  }
}
