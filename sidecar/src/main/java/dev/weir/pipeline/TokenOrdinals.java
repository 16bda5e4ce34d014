package dev.weir.pipeline;

import dev.weir.account.FrameFates;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which record of which frame each token of a chunk stands for. Tokens that follow each other stand
 * for ordinals that do, or for none: a run of them takes no more memory than one. One thread adds;
 * others may ask for tokens that were handed to them.
 */
final class TokenOrdinals {
  /**
   * Tokens from one on.
   *
   * @param frame null for records without one, whose ordinals are all the same
   */
  record Run(int firstToken, @Nullable FrameFates frame, long firstOrdinal) {
    long ordinal(int token) {
      return frame == null ? firstOrdinal : firstOrdinal + (token - firstToken);
    }
  }

  // Volatile, the count last: whoever sees it sees the runs that it counts.
  private volatile Run[] runs = new Run[4];
  private volatile int count;

  /** Takes the next token. */
  void add(int token, @Nullable FrameFates frame, long ordinal) {
    int known = count;
    if (known > 0) {
      Run last = runs[known - 1];
      if (last.frame() == frame && last.ordinal(token) == ordinal) {
        return;
      }
    }
    if (known == runs.length) {
      runs = Arrays.copyOf(runs, known * 2);
    }
    runs[known] = new Run(token, frame, ordinal);
    count = known + 1;
  }

  /** The run in which a token lies that was handed to the caller. */
  Run of(int token) {
    int low = 0;
    int high = count - 1;
    Run[] known = runs;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (known[middle].firstToken() <= token) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return known[low];
  }
}
