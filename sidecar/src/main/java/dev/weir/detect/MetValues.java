package dev.weir.detect;

import dev.weir.event.FieldValue;
import dev.weir.event.LeafVisitor;
import dev.weir.match.ValueTest;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackType;
import dev.weir.record.FieldReference;
import dev.weir.record.RecordView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a test looks at, for people: a few of them, those that meet it first. What a
 * filter takes away or replaces is not shown. Of the whole record only values that meet it count.
 */
final class MetValues {
  private static final int MOST_SHOWN = 5;
  private static final int MOST_CHARACTERS = 200;
  private static final String MASKED = "(masked)";

  private final RecordValues values;
  private final List<RuleField> fields;
  private final List<@Nullable String> met = new ArrayList<>();
  private final List<@Nullable String> others = new ArrayList<>();
  private long total;

  MetValues(RecordValues values, List<RuleField> fields) {
    this.values = values;
    this.fields = fields;
  }

  /** Adds the values of all fields that a test looks at. */
  void add(Node test) throws MsgpackException {
    Map<Integer, BitSet> places = new LinkedHashMap<>();
    find(test, places);
    for (Map.Entry<Integer, BitSet> field : places.entrySet()) {
      add(fields.get(field.getKey()), field.getValue());
    }
  }

  /** A few of them; null for nil. */
  List<@Nullable String> shown() {
    List<@Nullable String> shown = new ArrayList<>(met);
    shown.addAll(others.subList(0, Math.min(others.size(), MOST_SHOWN - shown.size())));
    return shown;
  }

  /** How many there are beside those. */
  long more() {
    return total - shown().size();
  }

  /** By each field, which of its values meet the test. */
  private void find(Node node, Map<Integer, BitSet> places) throws MsgpackException {
    switch (node) {
      case Node.Value(int field, ValueTest test, boolean isCased) -> {
        BitSet its = places.computeIfAbsent(field, first -> new BitSet());
        int first = values.first(field);
        for (int i = 0; i < values.count(field); i++) {
          if (test.isMetBy(isCased ? values.value(first + i) : values.lower(first + i))) {
            its.set(i);
          }
        }
      }
      case Node.Exists(int field) -> places.putIfAbsent(field, new BitSet());
      case Node.Absent(int field) -> places.putIfAbsent(field, new BitSet());
      case Node.Refers refers -> {
        places.putIfAbsent(refers.field(), new BitSet());
        places.putIfAbsent(refers.other(), new BitSet());
      }
      case Node.Not(Node part) -> find(part, places);
      case Node.Written written -> find(written.part(), places);
      case Node.All(var parts) -> find(parts, places);
      case Node.AtLeast(int _, var parts) -> find(parts, places);
    }
  }

  private void find(List<Node> nodes, Map<Integer, BitSet> places) throws MsgpackException {
    for (Node each : nodes) {
      find(each, places);
    }
  }

  /** Looks the field up again: tests may have written over the values that they were shown. */
  private void add(RuleField field, BitSet meets) throws MsgpackException {
    RecordView record = values.record();
    Visit visit = new Visit(field.isWholeRecord(), meets);
    if (field.isWholeRecord()) {
      record.own().leaves(visit);
    }
    for (FieldReference reference : field.references()) {
      visit.reference = reference;
      boolean unused = record.leaves(reference, visit);
    }
    if (visit.broken != null) {
      throw visit.broken;
    }
  }

  /** Goes through the values of a field in the order in which rules see them. */
  private final class Visit implements LeafVisitor {
    private final boolean ofWholeRecord;
    private final BitSet meets;
    private @Nullable FieldReference reference;
    private @Nullable MsgpackException broken;
    private int at;

    Visit(boolean ofWholeRecord, BitSet meets) {
      this.ofWholeRecord = ofWholeRecord;
      this.meets = meets;
    }

    @Override
    public boolean visit(FieldValue value) {
      boolean isMet = meets.get(at++);
      if (isMet || !ofWholeRecord) {
        total++;
        List<@Nullable String> into = isMet ? met : others;
        if (into.size() < MOST_SHOWN) {
          into.add(shown(value));
        }
      }
      return at < RecordValues.MOST_VALUES;
    }

    private @Nullable String shown(FieldValue value) {
      try {
        if (values.record().isMasked(reference, value)) {
          return MASKED;
        }
      } catch (MsgpackException e) {
        broken = e;
      }
      if (value.type() == MsgpackType.NIL) {
        return null;
      }
      String text = value.text();
      return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + '…';
    }
  }
}
