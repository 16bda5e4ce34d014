package dev.weir.sink;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The documents of one request, of several segments, each named by its place. One thread's. */
final class Bulk {
  private Segment[] segments = new Segment[64];
  private int[] items = new int[64];
  private int count;
  private long bytes;
  private boolean elsewhere;

  int count() {
    return count;
  }

  long bytes() {
    return bytes;
  }

  Segment segment(int at) {
    return segments[at];
  }

  int item(int at) {
    return items[at];
  }

  void clear() {
    Arrays.fill(segments, 0, count, null);
    count = 0;
    bytes = 0;
    elsewhere = false;
  }

  /** Whether a document may lie in another index. */
  boolean hasElsewhere() {
    return elsewhere;
  }

  void add(Segment segment, int item) {
    if (count == items.length) {
      segments = Arrays.copyOf(segments, count << 1);
      items = Arrays.copyOf(items, count << 1);
    }
    segments[count] = segment;
    items[count++] = item;
    bytes += segment.lineBytes(item);
    elsewhere |= segment.hasElsewhere();
  }

  void addAll(Segment segment) {
    for (int item = 0; item < segment.count(); item++) {
      add(segment, item);
    }
  }

  void addAll(Bulk other, int from, int to) {
    for (int at = from; at < to; at++) {
      add(other.segments[at], other.items[at]);
    }
  }

  /** The documents from {@code from} to before {@code to}. */
  Bulk part(int from, int to) {
    Bulk part = new Bulk();
    part.addAll(this, from, to);
    return part;
  }

  /** Takes out the documents of cancelled batches; returns them, or null if there are none. */
  @Nullable Bulk removeCancelled() {
    int first = 0;
    while (first < count && !segments[first].batch().isCancelled()) {
      first++;
    }
    if (first == count) {
      return null;
    }
    Bulk all = part(0, count);
    Bulk cancelled = new Bulk();
    clear();
    for (int at = 0; at < all.count; at++) {
      // One look at each: a batch may be cancelled while this runs.
      Bulk into = all.segments[at].batch().isCancelled() ? cancelled : this;
      into.add(all.segments[at], all.items[at]);
    }
    return cancelled;
  }

  /** Takes out the documents that have their outcome. */
  void removeSettled() {
    Bulk all = part(0, count);
    clear();
    for (int at = 0; at < all.count; at++) {
      if (!all.segments[at].states().isSettled(all.items[at])) {
        add(all.segments[at], all.items[at]);
      }
    }
  }

  /** Takes out the documents of another bulk, in which they have the same order. */
  void remove(Bulk others) {
    Bulk all = part(0, count);
    clear();
    int next = 0;
    for (int at = 0; at < all.count; at++) {
      if (next < others.count
          && others.segments[next] == all.segments[at]
          && others.items[next] == all.items[at]) {
        next++;
      } else {
        add(all.segments[at], all.items[at]);
      }
    }
  }

  /** The highest number of earlier attempts. */
  int attempts() {
    int most = 0;
    for (int at = 0; at < count; at++) {
      most = Math.max(most, segments[at].states().attempts(items[at]));
    }
    return most;
  }

  void markAmbiguous() {
    for (int at = 0; at < count; at++) {
      segments[at].states().markAmbiguous(items[at]);
    }
  }

  /** Whether it is all of one segment, whose bytes can then go out as they are. */
  boolean isWholeSegment() {
    return count > 0
        && count == segments[0].count()
        && segments[count - 1] == segments[0]
        && items[0] == 0
        && items[count - 1] == count - 1
        && bytes == segments[0].size();
  }
}
