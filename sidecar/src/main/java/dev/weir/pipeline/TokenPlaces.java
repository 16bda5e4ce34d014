package dev.weir.pipeline;

import java.util.Arrays;

/**
 * Where the entries of a chunk's tokens lie, in about two bytes for each: an entry takes three
 * bytes or more, so this never takes more memory than the chunk itself. One thread adds; others may
 * ask for tokens that were handed to them.
 */
final class TokenPlaces {
  /** From one mark to the next the places are read in their order. */
  private static final int MARK_EVERY = 64;

  /**
   * An entry's place in the chunk's array.
   *
   * @param to exclusive
   */
  record Place(int from, int to) {}

  private int tokens;
  private int size;
  private int last;

  // Volatile: whoever sees a new array sees all that was copied into it.
  private volatile byte[] steps = new byte[64];

  /** For each mark how many steps come before it, and where the entry before it ends. */
  private volatile int[] marks = new int[8];

  /**
   * @param from where the chunk's entries begin
   */
  TokenPlaces(int from) {
    last = from;
  }

  /** Takes the place of the next token, and returns the token. */
  int add(int from, int to) {
    if (tokens % MARK_EVERY == 0) {
      mark();
    }
    if (steps.length - size < 10) {
      steps = Arrays.copyOf(steps, steps.length * 2);
    }
    int end = Math.max(from, to);
    write(from - last);
    write(end - from);
    last = end;
    return tokens++;
  }

  /** The place of a token that was handed to the caller. */
  Place of(int token) {
    int mark = token / MARK_EVERY * 2;
    int[] known = marks;
    byte[] bytes = steps;
    int at = known[mark];
    int end = known[mark + 1];
    int from = end;
    for (int i = token / MARK_EVERY * MARK_EVERY; i <= token; i++) {
      for (int field = 0; field < 2; field++) {
        int coded = 0;
        int shift = 0;
        while (bytes[at] < 0) {
          coded |= (bytes[at++] & 0x7f) << shift;
          shift += 7;
        }
        coded |= bytes[at++] << shift;
        from = end;
        end += (coded >>> 1) ^ -(coded & 1);
      }
    }
    return new Place(from, end);
  }

  private void mark() {
    int at = tokens / MARK_EVERY * 2;
    if (at == marks.length) {
      marks = Arrays.copyOf(marks, at * 2);
    }
    marks[at] = size;
    marks[at + 1] = last;
  }

  /** A step as Protocol Buffers write a {@code sint32}: small ones, forth or back, take a byte. */
  private void write(int step) {
    byte[] into = steps;
    int left = (step << 1) ^ (step >> 31);
    while ((left & ~0x7f) != 0) {
      into[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    into[size++] = (byte) left;
  }
}
