package dev.weir.source.split;

import java.io.IOException;
import java.util.List;

/**
 * The values of another splitter, of which one with several objects in the array that a path leads
 * to is a record for each of these: the value with this one object in the array. A value that is
 * not plainly so stays as it is, and so does one that would become too much.
 */
final class EachElementSplitter implements Splitter {
  /** What stands around the array comes with each record, so both are limited. */
  static final int MOST_BYTES_AROUND = 16 << 10;

  private final Splitter values;
  private final ElementFinder finder;
  private final Slice whole = new Slice();
  private byte[] record = new byte[0];
  private int next;
  private int count;

  EachElementSplitter(Splitter values, List<String> path) {
    this.values = values;
    this.finder = new ElementFinder(path);
  }

  @Override
  public boolean next(Slice slice) throws IOException {
    if (next < count) {
      return element(slice);
    }
    count = 0;
    if (!values.next(slice)) {
      return false;
    }
    if (slice.reason() != null || !finder.find(slice.bytes(), slice.from(), slice.to())) {
      return true;
    }
    int around = slice.length() - (finder.arrayEnd() - finder.arrayStart());
    if (around > MOST_BYTES_AROUND) {
      return true;
    }
    whole.like(slice);
    next = 0;
    count = finder.count();
    return element(slice);
  }

  private boolean element(Slice slice) {
    int from = finder.from(next);
    int length = finder.to(next) - from;
    int before = finder.arrayStart() - whole.from();
    int after = whole.to() - finder.arrayEnd();
    int total = before + length + after;
    if (record.length < total) {
      record = new byte[Math.min(whole.length(), 2 * total)];
    }
    System.arraycopy(whole.bytes(), whole.from(), record, 0, before);
    System.arraycopy(whole.bytes(), from, record, before, length);
    System.arraycopy(whole.bytes(), finder.arrayEnd(), record, before + length, after);
    next++;
    return slice.made(record, total, whole.offset() + (from - whole.from()));
  }
}
