package dev.weir.detect;

import dev.weir.event.ByteRun;
import dev.weir.event.FieldValue;
import dev.weir.lookup.ByteTable;
import dev.weir.msgpack.MsgpackException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the rules whose witnesses are in a record. Immutable. */
final class RuleIndex {
  private final int[] always;
  private final OfField[] fields;
  private final GramTable[] ofWholeRecord;

  /**
   * An index.
   *
   * @param witnesses of each rule those of which one must be there; empty for a rule that is always
   *     looked at
   * @param wholeRecord which of the fields is the whole record; negative for none
   */
  RuleIndex(List<List<Witness>> witnesses, int wholeRecord) {
    List<Integer> unseen = new ArrayList<>();
    Map<Integer, Builder> builders = new TreeMap<>();
    for (int rule = 0; rule < witnesses.size(); rule++) {
      if (witnesses.get(rule).isEmpty()) {
        unseen.add(rule);
      }
      for (Witness witness : witnesses.get(rule)) {
        builders.computeIfAbsent(witness.field(), Builder::new).add(witness, rule);
      }
    }
    always = array(unseen);
    Builder whole = builders.remove(wholeRecord);
    ofWholeRecord =
        whole == null ? new GramTable[0] : GramTable.of(whole.parts).toArray(GramTable[]::new);
    fields = builders.values().stream().map(OfField::new).toArray(OfField[]::new);
  }

  /**
   * Adds the rules that may match.
   *
   * @param scan what {@link #scan} made for these candidates
   */
  void find(RecordValues values, Candidates candidates, ByteRun scan) throws MsgpackException {
    candidates.add(always);
    for (OfField field : fields) {
      field.find(values, candidates);
    }
    if (ofWholeRecord.length > 0) {
      values.record().own().content(scan);
    }
  }

  /** Looks for what may lie anywhere in a record. Made once, not for each record. */
  ByteRun scan(Candidates candidates) {
    return (bytes, from, to) -> {
      for (GramTable grams : ofWholeRecord) {
        grams.find(bytes, from, to, candidates);
      }
    };
  }

  /** How many rules are looked at with each record. */
  int always() {
    return always.length;
  }

  private static int[] array(List<Integer> rules) {
    return rules.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What leads to rules by one field. */
  private static final class OfField {
    private final int field;
    private final int[] present;
    private final ByteTable exact = new ByteTable();
    private final int[][] lists;
    private final GramTable[] parts;

    OfField(Builder built) {
      field = built.field;
      present = array(built.present);
      lists = new int[built.exact.size()][];
      int list = 0;
      for (Map.Entry<String, List<Integer>> text : built.exact.entrySet()) {
        exact.put(text.getKey().getBytes(StandardCharsets.UTF_8), list);
        lists[list++] = array(text.getValue());
      }
      parts = GramTable.of(built.parts).toArray(GramTable[]::new);
    }

    void find(RecordValues values, Candidates candidates) throws MsgpackException {
      if (!values.has(field)) {
        return;
      }
      candidates.add(present);
      int from = values.first(field);
      int to = from + values.count(field);
      for (int place = from; place < to; place++) {
        find(values.lower(place), candidates);
      }
    }

    private void find(FieldValue value, Candidates candidates) {
      if (!value.write()) {
        return;
      }
      int place = exact.find(value.bytes(), value.at(), value.length());
      if (place != ByteTable.NONE) {
        candidates.add(lists[exact.value(place)]);
      }
      for (GramTable grams : parts) {
        grams.find(value.bytes(), value.at(), value.at() + value.length(), candidates);
      }
    }
  }

  private static final class Builder {
    private final int field;
    private final List<Integer> present = new ArrayList<>();
    private final Map<String, List<Integer>> exact = new LinkedHashMap<>();
    private final Map<String, List<Integer>> parts = new LinkedHashMap<>();

    Builder(int field) {
      this.field = field;
    }

    void add(Witness witness, int rule) {
      switch (witness) {
        case Witness.Present _ -> present.add(rule);
        case Witness.Exact(int _, String text) -> list(exact, text).add(rule);
        case Witness.Part(int _, String text) -> list(parts, text).add(rule);
      }
    }

    private static List<Integer> list(Map<String, List<Integer>> lists, String text) {
      return lists.computeIfAbsent(text, first -> new ArrayList<>());
    }
  }
}
