package dev.weir.detect;

import dev.weir.event.FieldValue;
import dev.weir.event.LeafVisitor;
import dev.weir.match.Letters;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackType;
import dev.weir.record.FieldReference;
import dev.weir.record.RecordView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The values of one record that rules ask for. Each field is looked up once and brought to lower
 * case once, whatever the number of rules. Filled anew for each record; not thread-safe.
 */
final class RecordValues {
  /** As many values of one record are looked at. */
  static final int MOST_VALUES = 1 << 16;

  /** Room for more values than this is given back after the record that needed it. */
  private static final int KEPT_VALUES = 1024;

  private static final int KEPT_BYTES = 256 << 10;
  private static final byte UNKNOWN = 0;
  private static final byte ABSENT = 1;
  private static final byte PRESENT = 2;

  private final RecordView record;
  private final RuleField[] fields;
  private final byte[] states;
  private final int[] firsts;
  private final int[] counts;
  private final LeafVisitor take = this::take;
  private FieldValue[] values = new FieldValue[0];
  private FieldValue[] lowers = new FieldValue[0];
  private boolean[] isLower = new boolean[0];
  private int size;
  private byte[] lowerBytes = new byte[1024];
  private int lowerSize;
  private boolean isTimed;
  private long sharedNanos;

  RecordValues(RecordView record, List<RuleField> fields) {
    this.record = record;
    this.fields = fields.toArray(RuleField[]::new);
    this.states = new byte[this.fields.length];
    this.firsts = new int[this.fields.length];
    this.counts = new int[this.fields.length];
  }

  /** Goes on to the record that the view shows now. */
  void begin() {
    Arrays.fill(states, UNKNOWN);
    isTimed = false;
    size = 0;
    lowerSize = 0;
    if (values.length > KEPT_VALUES) {
      resize(KEPT_VALUES);
    }
    if (lowerBytes.length > KEPT_BYTES) {
      lowerBytes = new byte[1024];
    }
  }

  /** From now on the time counts that is spent on what other rules use, too. */
  void beginTiming() {
    isTimed = true;
    sharedNanos = 0;
  }

  /** How long look-ups and lower case took since then: not the fault of the rule that asked. */
  long endTiming() {
    isTimed = false;
    return sharedNanos;
  }

  private void shared(long began) {
    if (isTimed) {
      sharedNanos += System.nanoTime() - began;
    }
  }

  /** The record. */
  RecordView record() {
    return record;
  }

  /** Whether the field is there, nil or not. */
  boolean has(int field) throws MsgpackException {
    if (states[field] == UNKNOWN) {
      lookUp(field);
    }
    return states[field] == PRESENT;
  }

  /** Where the field's values begin, and how many there are: {@link #count}. */
  int first(int field) throws MsgpackException {
    return has(field) ? firsts[field] : 0;
  }

  /** How many values the field has, nil among them. */
  int count(int field) throws MsgpackException {
    return has(field) ? counts[field] : 0;
  }

  /** A value as it came. */
  FieldValue value(int place) {
    return values[place];
  }

  /** A value in lower case. */
  FieldValue lower(int place) {
    if (!isLower[place]) {
      FieldValue value = values[place];
      lowers[place].same(value);
      if (value.isText() || (value.type() == MsgpackType.FLOAT && value.write())) {
        // Decimals have letters too, as in 1.0E10.
        long began = isTimed ? System.nanoTime() : 0;
        lowerText(place);
        shared(began);
      }
      isLower[place] = true;
    }
    return lowers[place];
  }

  private void lookUp(int field) throws MsgpackException {
    long began = isTimed ? System.nanoTime() : 0;
    int from = size;
    boolean there = false;
    if (fields[field].isWholeRecord()) {
      record.own().leaves(take);
      there = true;
    }
    List<FieldReference> references = fields[field].references();
    // Without an iterator, which would be made for each look-up.
    for (int i = 0; i < references.size(); i++) {
      there |= record.leaves(references.get(i), take);
    }
    states[field] = there ? PRESENT : ABSENT;
    firsts[field] = from;
    counts[field] = size - from;
    shared(began);
  }

  private boolean take(FieldValue found) {
    if (size == values.length) {
      resize(Math.max(16, 2 * size));
    }
    values[size].same(found);
    isLower[size] = false;
    size++;
    return size < MOST_VALUES;
  }

  private void resize(int room) {
    int known = Math.min(values.length, room);
    values = Arrays.copyOf(values, room);
    lowers = Arrays.copyOf(lowers, room);
    isLower = Arrays.copyOf(isLower, room);
    for (int i = known; i < room; i++) {
      values[i] = new FieldValue();
      lowers[i] = new FieldValue();
    }
  }

  private void lowerText(int place) {
    FieldValue value = values[place];
    int length = value.length();
    if (lowerSize + length > lowerBytes.length) {
      // Views of what was brought to lower case before keep the array that they have.
      lowerBytes = new byte[Math.max(2 * lowerBytes.length, length)];
      lowerSize = 0;
    }
    byte[] from = value.bytes();
    int any = 0;
    for (int i = 0; i < length; i++) {
      byte b = from[value.at() + i];
      any |= b;
      lowerBytes[lowerSize + i] = Letters.lower(b);
    }
    if (any < 0) {
      byte[] lower =
          Letters.lower(new String(from, value.at(), length, StandardCharsets.UTF_8))
              .getBytes(StandardCharsets.UTF_8);
      lowers[place].text(lower, 0, lower.length);
    } else {
      lowers[place].text(lowerBytes, lowerSize, length);
      lowerSize += length;
    }
  }
}
