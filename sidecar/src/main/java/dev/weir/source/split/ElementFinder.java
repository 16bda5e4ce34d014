package dev.weir.source.split;

import dev.weir.json.JsonValueScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the elements of an array in a JSON value that is all there, by names that lead to it; of
 * names that occur twice the first counts. Not thread-safe.
 */
final class ElementFinder {
  /** More would be no list of findings. */
  static final int MOST_ELEMENTS = 1000;

  private static final int NONE = -1;

  private final byte[][] path;
  private final JsonValueScanner scanner = new JsonValueScanner();
  private int[] ends = new int[64];
  private int count;
  private int arrayStart;
  private int arrayEnd;
  private byte[] bytes = new byte[0];
  private int to;

  /** A finder below these names, the first one at the top. */
  ElementFinder(List<String> path) {
    this.path =
        path.stream()
            .map(name -> ('"' + name + '"').getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
  }

  /**
   * Looks for the array. What is found are places in these bytes.
   *
   * @return whether it has more than one element, all of them objects, in one value from {@code
   *     from} to {@code to} and nothing behind it
   */
  boolean find(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.to = to;
    count = 0;
    int at = blanks(from);
    int array = at;
    for (int i = 0; i < path.length && array != NONE; i++) {
      array = member(array, path[i]);
    }
    return array != NONE && elements(array) && count > 1 && blanks(end(at)) == to;
  }

  /** How many elements there are. */
  int count() {
    return count;
  }

  /** Where an element begins. */
  int from(int element) {
    return ends[2 * element];
  }

  /** Where an element ends. */
  int to(int element) {
    return ends[2 * element + 1];
  }

  /** Behind the array's opening bracket. */
  int arrayStart() {
    return arrayStart;
  }

  /** Its closing bracket. */
  int arrayEnd() {
    return arrayEnd;
  }

  /** Where the value of this name begins in the object that begins here. */
  private int member(int object, byte[] name) {
    if (!is(object, '{')) {
      return NONE;
    }
    int at = blanks(object + 1);
    while (is(at, '"')) {
      int nameEnd = end(at);
      boolean found = nameEnd != NONE && Arrays.equals(bytes, at, nameEnd, name, 0, name.length);
      int colon = nameEnd == NONE ? NONE : blanks(nameEnd);
      if (!is(colon, ':')) {
        return NONE;
      }
      int value = blanks(colon + 1);
      if (found) {
        return value;
      }
      int valueEnd = end(value);
      int comma = valueEnd == NONE ? NONE : blanks(valueEnd);
      at = is(comma, ',') ? blanks(comma + 1) : NONE;
    }
    return NONE;
  }

  /** Takes the elements of the array that begins here; false if they are not plainly objects. */
  private boolean elements(int array) {
    if (!is(array, '[')) {
      return false;
    }
    arrayStart = array + 1;
    int at = blanks(arrayStart);
    while (is(at, '{') && count < MOST_ELEMENTS) {
      int end = end(at);
      if (end == NONE) {
        return false;
      }
      add(at, end);
      int next = blanks(end);
      if (is(next, ']')) {
        arrayEnd = next;
        return true;
      }
      at = is(next, ',') ? blanks(next + 1) : NONE;
    }
    return false;
  }

  private void add(int from, int end) {
    if (2 * count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    ends[2 * count] = from;
    ends[2 * count + 1] = end;
    count++;
  }

  /** Where the value that begins here ends. */
  private int end(int from) {
    int end = scanner.reset().scan(bytes, from, to);
    return scanner.broken() || end <= from ? NONE : end;
  }

  private boolean is(int at, char c) {
    return at != NONE && at < to && bytes[at] == c;
  }

  private int blanks(int from) {
    int at = from;
    while (at != NONE && at < to && WindowSplitter.isBlank(bytes[at])) {
      at++;
    }
    return at;
  }
}
