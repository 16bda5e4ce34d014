package dev.weir.ecs;

import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one document in the normal form, filled from anywhere and written as JSON once.
 * Values are views of others' bytes, which must stay as they are until {@link #writeTo}. Reused for
 * one record after another; not thread-safe.
 */
public final class EcsFields {
  private enum Form {
    TEXT,
    NUMBER,
    WHOLE
  }

  private static final int NONE = -1;

  private static final byte[] NOTHING = new byte[0];

  /** As many values as one field takes; more would be an attack, not a log. */
  private static final int MOST_VALUES = 64;

  private final EcsField[] fields;

  /** What stands between the values of two fields, by their slots; behind all slots, by none. */
  private final byte[] @Nullable [][] between;

  private final long[] filled;
  private final int[] first;
  private final int[] last;
  private int values;
  private byte[][] bytes = new byte[64][];
  private int[] from = new int[64];
  private int[] length = new int[64];
  private long[] number = new long[64];
  private Form[] form = new Form[64];

  /** Of a value that is given to many records; stale elsewhere. */
  private @Nullable EcsValue[] whole = new EcsValue[64];

  private int[] next = new int[64];
  private boolean valid = true;

  public EcsFields(EcsSchema schema) {
    fields = schema.fields().toArray(EcsField[]::new);
    between = new byte[fields.length + 1][fields.length][];
    filled = new long[(fields.length + 63) >>> 6];
    first = new int[fields.length];
    last = new int[fields.length];
  }

  /** Forgets all values. */
  public void clear() {
    Arrays.fill(filled, 0);
    values = 0;
    valid = true;
  }

  /** Whether the field has a value. */
  public boolean has(EcsField field) {
    return (filled[field.slot() >>> 6] >>> field.slot() & 1) != 0;
  }

  /** Where the field's first value is, for {@link #isText} and the like; -1 if it has none. */
  public int first(EcsField field) {
    return has(field) ? first[field.slot()] : NONE;
  }

  /** Where the value behind this one of the same field is; -1 if there is none. */
  public int next(int value) {
    return next[value];
  }

  /** Whether the value is a text of this record, and so has bytes to look at. */
  public boolean isText(int value) {
    return form[value] == Form.TEXT;
  }

  /** The array that the text lies in. */
  public byte[] bytes(int value) {
    return bytes[value];
  }

  /** Where in its array the text begins. */
  public int at(int value) {
    return from[value];
  }

  /** How many bytes the text has. */
  public int length(int value) {
    return length[value];
  }

  /** Gives the field this text, in the place of what it has. */
  public void set(EcsField field, byte[] source, int at, int count) {
    put(field, value(Form.TEXT, source, at, count));
  }

  /** Gives the field this text, in the place of what it has. */
  public void set(EcsField field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    put(field, value(Form.TEXT, utf8, 0, utf8.length));
  }

  /** Gives the field this number, in the place of what it has. */
  public void set(EcsField field, long number) {
    int value = value(Form.NUMBER, NOTHING, 0, 0);
    this.number[value] = number;
    put(field, value);
  }

  /** Gives the field this value, in the place of what it has. */
  public void set(EcsField field, EcsValue value) {
    put(field, value(value));
  }

  /** Gives the field this value beside those that it has. */
  public void add(EcsField field, EcsValue value) {
    if (has(field)) {
      append(field, value(value));
    } else {
      set(field, value);
    }
  }

  private int value(EcsValue value) {
    int place = value(Form.WHOLE, NOTHING, 0, 0);
    whole[place] = value;
    return place;
  }

  private void append(EcsField field, int value) {
    next[last[field.slot()]] = value;
    last[field.slot()] = value;
  }

  /** Gives the field one text more, unless it has it already. */
  public void add(EcsField field, byte[] source, int at, int count) {
    if (!has(field)) {
      set(field, source, at, count);
      return;
    }
    int known = 0;
    for (int value = first[field.slot()]; value != NONE; value = next[value]) {
      if (++known == MOST_VALUES
          || Arrays.equals(
              bytes[value], from[value], from[value] + length[value], source, at, at + count)) {
        return;
      }
    }
    append(field, value(Form.TEXT, source, at, count));
  }

  /** {@link #add} of a text. */
  public void add(EcsField field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    add(field, utf8, 0, utf8.length);
  }

  /**
   * Writes the fields as members of an object, a comma before each.
   *
   * @return whether all text was valid UTF-8
   */
  public boolean writeTo(JsonBuffer out) {
    EcsField before = null;
    for (int word = 0; word < filled.length; word++) {
      for (long rest = filled[word]; rest != 0; rest &= rest - 1) {
        EcsField field = fields[(word << 6) + Long.numberOfTrailingZeros(rest)];
        out.raw(between(before, field));
        writeValues(field, out);
        before = field;
      }
    }
    for (int depth = before == null ? 0 : before.depth(); depth > 0; depth--) {
      out.raw('}');
    }
    return valid;
  }

  private byte[] between(@Nullable EcsField before, EcsField field) {
    int place = before == null ? fields.length : before.slot();
    byte[] text = between[place][field.slot()];
    if (text == null) {
      text = field.behind(before);
      between[place][field.slot()] = text;
    }
    return text;
  }

  private void writeValues(EcsField field, JsonBuffer out) {
    int value = first[field.slot()];
    if (next[value] == NONE) {
      writeValue(value, out);
      return;
    }
    char comma = '[';
    for (; value != NONE; value = next[value]) {
      out.raw(comma);
      writeValue(value, out);
      comma = ',';
    }
    out.raw(']');
  }

  private void writeValue(int value, JsonBuffer out) {
    switch (form[value]) {
      case TEXT -> valid &= out.utf8(bytes[value], from[value], length[value]);
      case NUMBER -> out.number(number[value]);
      case WHOLE -> whole(value).writeTo(out);
    }
  }

  /** Shows one of the values: a text or a whole number. */
  public void view(int value, FieldValue shown) {
    switch (form[value]) {
      case TEXT -> shown.text(bytes[value], from[value], length[value]);
      case NUMBER -> shown.number(number[value]);
      case WHOLE -> whole(value).view(shown);
    }
  }

  private EcsValue whole(int value) {
    return Objects.requireNonNull(whole[value]);
  }

  private void put(EcsField field, int value) {
    filled[field.slot() >>> 6] |= 1L << field.slot();
    first[field.slot()] = value;
    last[field.slot()] = value;
  }

  private int value(Form itsForm, byte[] source, int at, int count) {
    if (values == bytes.length) {
      int room = 2 * values;
      bytes = Arrays.copyOf(bytes, room);
      from = Arrays.copyOf(from, room);
      length = Arrays.copyOf(length, room);
      number = Arrays.copyOf(number, room);
      form = Arrays.copyOf(form, room);
      whole = Arrays.copyOf(whole, room);
      next = Arrays.copyOf(next, room);
    }
    bytes[values] = source;
    from[values] = at;
    length[values] = count;
    form[values] = itsForm;
    next[values] = NONE;
    return values++;
  }
}
