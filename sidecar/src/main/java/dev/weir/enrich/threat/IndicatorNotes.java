package dev.weir.enrich.threat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of each indicator, by its number. Notes that are alike are kept once; past so many
 * different ones the labels are left out.
 */
final class IndicatorNotes {
  private static final int MOST_DIFFERENT = 1 << 16;
  private static final int MOST_LABEL = 256;
  private static final long MINUTE = 60;

  /** What a note takes of the heap, with its place in the map, but for the letters of its label. */
  private static final int NOTE_BYTES = 160;

  private final Map<IndicatorNote, Integer> known = new HashMap<>();
  private final List<IndicatorNote> all = new ArrayList<>();
  private int[] noteOf = new int[64];

  /** Bits of the prefixes, where indicators are such. */
  private byte[] bitsOf = new byte[64];

  /** Until when, in minutes since the epoch, 0 for no end; empty while none has an end. */
  private int[] untilOf = new int[0];

  private int size;
  private long labelBytes;

  /**
   * Notes the next indicator.
   *
   * @param bits of its prefix, 0 if it is none
   * @param untilSeconds when it ends to be one, 0 for never
   * @return its number
   */
  int add(IndicatorNote note, int bits, long untilSeconds) {
    if (size == noteOf.length) {
      noteOf = Arrays.copyOf(noteOf, size + (size >> 1));
      bitsOf = Arrays.copyOf(bitsOf, noteOf.length);
    }
    noteOf[size] = place(note);
    bitsOf[size] = (byte) bits;
    if (untilSeconds > 0) {
      if (untilOf.length <= size) {
        untilOf = Arrays.copyOf(untilOf, noteOf.length);
      }
      untilOf[size] = (int) Math.min(Integer.MAX_VALUE, (untilSeconds + MINUTE - 1) / MINUTE);
    }
    return size++;
  }

  private int place(IndicatorNote note) {
    String label = note.label();
    if (label != null && label.length() > MOST_LABEL) {
      return place(new IndicatorNote(note.confidence(), label.substring(0, MOST_LABEL)));
    }
    Integer place = known.get(note);
    if (place != null) {
      return place;
    }
    if (all.size() >= MOST_DIFFERENT && label != null) {
      return place(new IndicatorNote(note.confidence(), null));
    }
    all.add(note);
    labelBytes += NOTE_BYTES + (label == null ? 0 : 2L * label.length());
    known.put(note, all.size() - 1);
    return all.size() - 1;
  }

  /** What it takes of the heap. */
  long heldBytes() {
    return bitsOf.length + (long) Integer.BYTES * (noteOf.length + untilOf.length) + labelBytes;
  }

  /** What it takes at most beside that, for as long as it grows, or gives room back. */
  long growthBytes() {
    return 2L * Integer.BYTES * noteOf.length;
  }

  /** No more will be added. */
  IndicatorNotes trim() {
    known.clear();
    noteOf = Arrays.copyOf(noteOf, size);
    bitsOf = Arrays.copyOf(bitsOf, size);
    untilOf = Arrays.copyOf(untilOf, Math.min(untilOf.length, size));
    return this;
  }

  int size() {
    return size;
  }

  @Nullable Confidence confidence(int indicator) {
    return all.get(noteOf[indicator]).confidence();
  }

  @Nullable String label(int indicator) {
    return all.get(noteOf[indicator]).label();
  }

  int bits(int indicator) {
    return bitsOf[indicator] & 0xff;
  }

  /** Whether it was one at that time. */
  boolean isValid(int indicator, long seconds) {
    int until = indicator < untilOf.length ? untilOf[indicator] : 0;
    return until == 0 || seconds < until * MINUTE;
  }
}
