package dev.weir.ecs;

import dev.weir.event.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one document in the normal form, filled from anywhere and written as JSON once.
 * Values are views of others' bytes, which must stay as they are until {@link #writeTo}. Reused for
 * one record after another; not thread-safe.
 */
public final class EcsFields {
  private static final int NONE = -1;

  /** As many values as one field takes; more would be an attack, not a log. */
  private static final int MOST_VALUES = 64;

  private final EcsField[] fields;
  private final long[] filled;
  private final int[] first;
  private final int[] last;
  private int values;
  private byte[][] bytes = new byte[64][];
  private int[] from = new int[64];
  private int[] length = new int[64];
  private boolean[] json = new boolean[64];
  private int[] next = new int[64];
  private boolean valid = true;

  public EcsFields(EcsSchema schema) {
    fields = schema.fields().toArray(EcsField[]::new);
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

  public boolean isEmpty() {
    return values == 0;
  }

  /** Whether the field has a value. */
  public boolean has(EcsField field) {
    return (filled[field.slot() >>> 6] >>> field.slot() & 1) != 0;
  }

  /** Gives the field this text, in the place of what it has. */
  public void set(EcsField field, byte[] source, int at, int count) {
    put(field, source, at, count, false);
  }

  /** Gives the field this text, in the place of what it has. */
  public void set(EcsField field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    put(field, utf8, 0, utf8.length, false);
  }

  /** Gives the field this number, in the place of what it has. */
  public void set(EcsField field, long number) {
    setJson(field, Long.toString(number).getBytes(StandardCharsets.US_ASCII));
  }

  /** Gives the field this JSON value, in the place of what it has. */
  public void setJson(EcsField field, byte[] value) {
    put(field, value, 0, value.length, true);
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
    int value = value(source, at, count, false);
    next[last[field.slot()]] = value;
    last[field.slot()] = value;
  }

  /** {@link #add} of a text. */
  public void add(EcsField field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    add(field, utf8, 0, utf8.length);
  }

  /** The field's first value as text, without quotes; null if it has none. */
  public @Nullable String text(EcsField field) {
    if (!has(field)) {
      return null;
    }
    int value = first[field.slot()];
    return new String(bytes[value], from[value], length[value], StandardCharsets.UTF_8);
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
        int shared = before == null ? 0 : field.shared(before);
        for (int depth = before == null ? 0 : before.depth(); depth > shared; depth--) {
          out.raw('}');
        }
        out.raw(',');
        for (int depth = shared; depth < field.depth(); depth++) {
          out.raw(field.opening(depth));
        }
        out.raw(field.label());
        writeValues(field, out);
        before = field;
      }
    }
    for (int depth = before == null ? 0 : before.depth(); depth > 0; depth--) {
      out.raw('}');
    }
    return valid;
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
    if (json[value]) {
      out.raw(bytes[value], from[value], length[value]);
    } else {
      valid &= out.utf8(bytes[value], from[value], length[value]);
    }
  }

  private void put(EcsField field, byte[] source, int at, int count, boolean isJson) {
    int value = value(source, at, count, isJson);
    filled[field.slot() >>> 6] |= 1L << field.slot();
    first[field.slot()] = value;
    last[field.slot()] = value;
  }

  private int value(byte[] source, int at, int count, boolean isJson) {
    if (values == bytes.length) {
      int room = 2 * values;
      bytes = Arrays.copyOf(bytes, room);
      from = Arrays.copyOf(from, room);
      length = Arrays.copyOf(length, room);
      json = Arrays.copyOf(json, room);
      next = Arrays.copyOf(next, room);
    }
    bytes[values] = source;
    from[values] = at;
    length[values] = count;
    json[values] = isJson;
    next[values] = NONE;
    return values++;
  }
}
