package dev.weir.ecs;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * All of the JSON of a set of fields but their values: made once for the many records that fill the
 * same. Immutable.
 */
final class EcsOutline {
  private final long[] filled;
  private final EcsField[] fields;
  private final byte[][] before;
  private final byte[] behind;

  /**
   * An outline of the fields whose bits are set.
   *
   * @param schema all fields, by slot
   */
  EcsOutline(long[] filled, EcsField[] schema) {
    this.filled = filled.clone();
    this.fields =
        Arrays.stream(schema)
            .filter(field -> (filled[field.slot() >>> 6] >>> field.slot() & 1) != 0)
            .toArray(EcsField[]::new);
    this.before = new byte[fields.length][];
    int open = 0;
    for (int i = 0; i < fields.length; i++) {
      int shared = i == 0 ? 0 : fields[i].shared(fields[i - 1]);
      before[i] = between(open - shared, fields[i], shared);
      open = fields[i].depth();
    }
    this.behind = closings(open);
  }

  /** Ends objects, a comma, begins those that the field lies in and the ones before do not. */
  private static byte[] between(int toClose, EcsField field, int shared) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(closings(toClose));
    text.write(',');
    for (int depth = shared; depth < field.depth(); depth++) {
      text.writeBytes(field.opening(depth));
    }
    text.writeBytes(field.label());
    return text.toByteArray();
  }

  private static byte[] closings(int count) {
    byte[] braces = new byte[count];
    Arrays.fill(braces, (byte) '}');
    return braces;
  }

  boolean isOf(long[] bits) {
    return Arrays.equals(filled, bits);
  }

  int size() {
    return fields.length;
  }

  /** The fields in the order in which they are written. */
  EcsField field(int index) {
    return fields[index];
  }

  /** What stands before the value of a field, a comma first. */
  byte[] before(int index) {
    return before[index];
  }

  /** What stands behind the last value. */
  byte[] behind() {
    return behind;
  }
}
