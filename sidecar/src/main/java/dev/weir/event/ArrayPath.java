package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import java.util.Arrays;
import java.util.List;

/**
 * The way to fields inside arrays, {@code resources.*.arn}: the star stands for each element, and
 * for what stands alone where an array is expected. Immutable.
 */
public final class ArrayPath {
  /** As many values as are looked at; more would be an attack, not a log. */
  public static final int MOST_VALUES = 64;

  private final FieldPath first;

  /** The names behind each star, which may be none. */
  private final FieldName[][] steps;

  private ArrayPath(FieldPath first, FieldName[][] steps) {
    this.first = first;
    this.steps = steps;
  }

  /** Whether a field's path goes through arrays. */
  public static boolean isOne(String text) {
    return text.endsWith(".*") || text.contains(".*.");
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if it has an empty name in it
   */
  public static ArrayPath of(String text) {
    FieldPath unused = FieldPath.of(text);
    String[] parts = text.split("\\.\\*(?=\\.|$)", -1);
    FieldName[][] steps = new FieldName[parts.length - 1][];
    for (int i = 0; i < steps.length; i++) {
      String names = parts[i + 1];
      steps[i] =
          names.isEmpty()
              ? new FieldName[0]
              : Arrays.stream(names.substring(1).split("\\.", -1))
                  .map(FieldName::new)
                  .toArray(FieldName[]::new);
    }
    return new ArrayPath(FieldPath.of(parts[0]), steps);
  }

  /**
   * Looks up what the path leads to, in order; nil counts as not there.
   *
   * @param values filled from its beginning, grows where it needs to
   * @return how many there are, {@link #MOST_VALUES} at most
   */
  public int find(LogEvent event, List<FieldValue> values) throws MsgpackException {
    FieldValue array = at(values, 0);
    if (!event.find(first, array)) {
      return 0;
    }
    MsgpackReader reader =
        new MsgpackReader().reset(array.bytes(), array.start(), array.bytes().length);
    return elements(reader, 0, values, 0);
  }

  /** Takes from each element of what the reader stands at. */
  private int elements(MsgpackReader reader, int step, List<FieldValue> values, int found)
      throws MsgpackException {
    if (reader.peek() != MsgpackType.ARRAY) {
      return inside(reader, step, 0, values, found);
    }
    int count = found;
    int left = reader.readArrayHeader();
    for (; left > 0 && count < MOST_VALUES; left--) {
      count = inside(reader, step, 0, values, count);
    }
    return count;
  }

  /** Takes what the names from {@code name} on lead to. */
  private int inside(MsgpackReader reader, int step, int name, List<FieldValue> values, int found)
      throws MsgpackException {
    if (name < steps[step].length) {
      return member(reader, step, name, values, found);
    }
    if (step + 1 < steps.length) {
      return elements(reader, step + 1, values, found);
    }
    int from = reader.position();
    boolean nil = reader.peek() == MsgpackType.NIL;
    reader.skip();
    if (nil) {
      return found;
    }
    at(values, found).fill(reader.bytes(), from, reader.position());
    return found + 1;
  }

  private int member(MsgpackReader reader, int step, int name, List<FieldValue> values, int found)
      throws MsgpackException {
    if (reader.peek() != MsgpackType.MAP) {
      reader.skip();
      return found;
    }
    int count = found;
    boolean seen = false;
    int left = reader.readMapHeader();
    for (; left > 0 && count < MOST_VALUES; left--) {
      if (!seen && isNext(reader, steps[step][name])) {
        seen = true;
        count = inside(reader, step, name + 1, values, count);
      } else {
        if (seen) {
          reader.skip();
        }
        reader.skip();
      }
    }
    return count;
  }

  /** Whether the name that the reader stands at, and passes, is this one. */
  private static boolean isNext(MsgpackReader reader, FieldName name) throws MsgpackException {
    MsgpackType type = reader.peek();
    if (type != MsgpackType.STR && type != MsgpackType.BIN) {
      reader.skip();
      return false;
    }
    int length = reader.readRawHeader();
    int at = reader.position();
    reader.advance(length);
    return name.is(reader.bytes(), at, length, FieldName.head(reader.bytes(), at, length));
  }

  private static FieldValue at(List<FieldValue> values, int index) {
    if (index == values.size()) {
      values.add(new FieldValue());
    }
    return values.get(index);
  }
}
