package dev.weir.detect;

import dev.weir.event.ByteRun;
import dev.weir.msgpack.MsgpackException;
import dev.weir.record.RecordView;
import dev.weir.rule.TracedRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds one record after another against the rules in force. For a record that matches nothing it
 * makes nothing. Not thread-safe: each worker has its own.
 */
public final class Detector {
  private final Supplier<DetectionSet> rules;
  private final RecordView record;
  private final Map<String, OfType> byType = new HashMap<>();
  private final Matches matches = new Matches();
  private @Nullable OfType last;
  private DetectionSet inForce = DetectionSet.NONE;

  /**
   * A detector.
   *
   * @param rules gives those in force now
   * @param record shows the record at work
   */
  public Detector(Supplier<DetectionSet> rules, RecordView record) {
    this.rules = rules;
    this.record = record;
  }

  /** Takes the rules that are in force now; they hold for all records until the next call. */
  public void begin() {
    DetectionSet now = rules.get();
    if (now != inForce) {
      inForce = now;
      byType.clear();
      last = null;
    }
  }

  /** The rules that the record matches, in the order of the rules; valid until the next call. */
  public Matches detect(String type) throws MsgpackException {
    matches.clear();
    OfType own = byType.get(type);
    if (own == null) {
      own = new OfType(inForce.of(type), record);
      byType.put(type, own);
    }
    last = own;
    own.detect(matches);
    return matches;
  }

  /**
   * Why rules match the record that was held against them last, or do not.
   *
   * @param ids of these rules; empty for those that match, and those that come near
   */
  public TracedRules trace(Set<String> ids) throws MsgpackException {
    return last == null || last.rules == null || last.values == null
        ? TracedRules.NONE
        : new RuleTracer(last.rules, last.values).trace(ids);
  }

  /** What is reused from one record of a type to the next. */
  private static final class OfType {
    private final @Nullable TypeRules rules;
    private final Candidates candidates;
    private final @Nullable RecordValues values;
    private final ByteRun scan;

    OfType(@Nullable TypeRules rules, RecordView record) {
      this.rules = rules;
      this.candidates = new Candidates(rules == null ? 0 : rules.size());
      this.values = rules == null ? null : new RecordValues(record, rules.fields());
      this.scan = rules == null ? (bytes, from, to) -> {} : rules.index().scan(candidates);
    }

    void detect(Matches matches) throws MsgpackException {
      TypeRules its = rules;
      RecordValues of = values;
      if (its == null || of == null) {
        return;
      }
      candidates.clear();
      of.begin();
      its.index().find(of, candidates, scan);
      candidates.sort();
      for (int i = 0; i < candidates.size(); i++) {
        int rule = candidates.rule(i);
        if (its.holds(rule, of)) {
          matches.add(its.notes(rule));
        }
      }
    }
  }
}
