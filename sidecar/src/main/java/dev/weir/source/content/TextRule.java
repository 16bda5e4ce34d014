package dev.weir.source.content;

import dev.weir.event.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells text from other bytes by the control characters among them: text in whatever encoding has
 * next to none, and of random bytes every twelfth is one. Bytes that are no UTF-8 count beside
 * them, never alone, so that text of older encodings stays text.
 *
 * <p>What terminals and editors use (bell, backspace, tab, line and page ends, shifts, substitute,
 * escape) is text. NUL, SOH and the separators FS to US may part fields, and count less.
 */
public final class TextRule {
  /** So many NUL bytes one after another are padding, as a crash or a rotation leaves it. */
  public static final int PADDING_BYTES = 8;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int STEP_BYTES = 4 * Long.BYTES;
  private static final long LOWS = 0x7f7f_7f7f_7f7f_7f7fL;
  private static final long HIGHS = 0x8080_8080_8080_8080L;
  private static final long SPACES = 0x2020_2020_2020_2020L;
  private static final long TO_SPACE = 0x6060_6060_6060_6060L;
  private static final long TABS = 0x0909_0909_0909_0909L;

  /** The control characters of text, a bit for each. */
  private static final int OF_TEXT =
      (1 << 7)
          | (1 << 8)
          | (1 << '\t')
          | (1 << '\n')
          | (1 << 0x0b)
          | (1 << '\f')
          | (1 << '\r')
          | (1 << 0x0e)
          | (1 << 0x0f)
          | (1 << 0x1a)
          | (1 << 0x1b);

  /** Those that may part fields. */
  private static final int SEPARATORS = 1 | (1 << 1) | (0xf << 0x1c);

  private static final int LEAST_FOR_STRANGE = 64;

  private int bytes;
  private int controls;
  private int strange;
  private int invalid;

  private TextRule() {}

  /**
   * Whether content that begins so is text. It is not if, padding aside, over a fifth of it is
   * control characters; or a hundredth is, and together with what is no UTF-8 three tenths; or over
   * a twentieth is control characters that part no fields.
   */
  public static boolean isTextHead(byte[] head, int length) {
    TextRule seen = new TextRule();
    seen.count(head, 0, length, true);
    int n = seen.bytes;
    boolean binary =
        5 * seen.controls > n
            || (100 * seen.controls >= n && 10 * (seen.controls + seen.invalid) > 3 * n)
            || (n >= LEAST_FOR_STRANGE && 20 * seen.strange > n);
    return seen.controls == 0 || !binary;
  }

  /**
   * Whether a line is text. It is not if over three tenths of it are control characters, or if one
   * is and together with what is no UTF-8 over half. Most lines have none, which one pass over them
   * shows, 32 bytes at a time.
   */
  public static boolean isTextLine(byte[] source, int from, int to) {
    return !hasControls(source, from, to) || isTextByCount(source, from, to);
  }

  /** {@link #isTextLine} without the quick look. */
  static boolean isTextByCount(byte[] source, int from, int to) {
    TextRule seen = new TextRule();
    seen.count(source, from, to, false);
    int n = to - from;
    return seen.controls == 0
        || (10L * seen.controls <= 3L * n && 2L * (seen.controls + seen.invalid) <= n);
  }

  private static boolean hasControls(byte[] source, int from, int to) {
    int at = from;
    for (; to - at >= STEP_BYTES; at += STEP_BYTES) {
      long first = (long) WORD.get(source, at);
      long second = (long) WORD.get(source, at + Long.BYTES);
      long third = (long) WORD.get(source, at + 2 * Long.BYTES);
      long fourth = (long) WORD.get(source, at + 3 * Long.BYTES);
      // A bit above each byte below a space; bits above others may be wrong once one is right.
      long low =
          ((first - SPACES) & ~first)
              | ((second - SPACES) & ~second)
              | ((third - SPACES) & ~third)
              | ((fourth - SPACES) & ~fourth);
      if ((low & HIGHS) != 0
          && (hasControl(first) || hasControl(second) || hasControl(third) || hasControl(fourth))) {
        return true;
      }
    }
    for (; at < to; at++) {
      if (source[at] >= 0 && source[at] < ' ' && source[at] != '\t') {
        return true;
      }
    }
    return false;
  }

  /** Whether one of eight bytes is below a space, and no tab. */
  private static boolean hasControl(long word) {
    long fromSpace = ((word & LOWS) + TO_SPACE) | word;
    long other = word ^ TABS;
    long noTab = ((other & LOWS) + LOWS) | other;
    return (~fromSpace & noTab & HIGHS) != 0;
  }

  private void count(byte[] source, int from, int to, boolean withoutPadding) {
    int at = from;
    while (at < to) {
      byte b = source[at];
      int length = 1;
      if (b < 0) {
        length = Utf8.sequenceLength(source, at, to);
        if (length < 0) {
          length = -length;
          invalid += length;
        }
      } else if (b == 0 && withoutPadding) {
        length = zeros(source, at, to);
        if (length >= PADDING_BYTES) {
          at += length;
          continue;
        }
        controls += length;
      } else if (b < ' ' && ((OF_TEXT >>> b) & 1) == 0) {
        controls++;
        strange += ((SEPARATORS >>> b) & 1) == 0 ? 1 : 0;
      }
      bytes += length;
      at += length;
    }
  }

  /** How many bytes from there on are NUL. */
  public static int zeros(byte[] source, int from, int to) {
    int at = from;
    while (at < to && source[at] == 0) {
      at++;
    }
    return at - from;
  }
}
