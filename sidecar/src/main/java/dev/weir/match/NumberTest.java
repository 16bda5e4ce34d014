package dev.weir.match;

import dev.weir.event.FieldValue;
import dev.weir.msgpack.MsgpackType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A number, or a text that is one, that compares so with another.
 *
 * @param comparison how the value lies to the bound
 * @param bound the other number
 * @param near the double that is nearest to the bound
 */
public record NumberTest(Comparison comparison, BigDecimal bound, double near)
    implements ValueTest {
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_EXPONENT = 2;

  /** So many digits, and a power of ten with so many zeros, are doubles without rounding. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /**
   * Reads the bound.
   *
   * @throws IllegalArgumentException if the text is no number
   */
  public static NumberTest of(Comparison comparison, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    if (!isNumber(ascii, 0, ascii.length)) {
      throw new IllegalArgumentException("a number");
    }
    BigDecimal bound = new BigDecimal(text);
    return new NumberTest(comparison, bound, bound.doubleValue());
  }

  @Override
  public boolean isMetBy(FieldValue value) {
    if (value.isText() && !isNumber(value.bytes(), value.at(), value.at() + value.length())) {
      return false;
    }
    // Rounding keeps the order, so doubles that differ decide, and nothing is made.
    double rough = rough(value);
    if (!Double.isNaN(rough) && rough != near) {
      return comparison.holds(Double.compare(rough, near));
    }
    if (value.isInteger()) {
      return comparison.holds(BigDecimal.valueOf(value.integer()).compareTo(bound));
    }
    if (!value.write() || !isNumber(value.bytes(), value.at(), value.at() + value.length())) {
      return false;
    }
    String text = new String(value.bytes(), value.at(), value.length(), StandardCharsets.US_ASCII);
    return comparison.holds(new BigDecimal(text).compareTo(bound));
  }

  /** The nearest double; not a number where that is not found at once. */
  private static double rough(FieldValue value) {
    if (value.isInteger()) {
      return value.integer();
    }
    if (value.type() == MsgpackType.FLOAT) {
      return Double.isInfinite(value.decimal()) ? Double.NaN : value.decimal();
    }
    return value.isText()
        ? rough(value.bytes(), value.at(), value.at() + value.length())
        : Double.NaN;
  }

  /** {@link #rough(FieldValue)} of a text that is a number. */
  private static double rough(byte[] text, int from, int to) {
    long digits = 0;
    int count = 0;
    int point = to;
    for (int i = isSign(text[from]) ? from + 1 : from; i < to; i++) {
      if (text[i] == '.') {
        point = i + 1;
      } else if (!isDigit(text[i]) || ++count > EXACT_DIGITS) {
        return Double.NaN;
      } else {
        digits = digits * 10 + text[i] - '0';
      }
    }
    double number = digits / POWERS_OF_TEN[to - point];
    return text[from] == '-' ? -number : number;
  }

  /** Whether it is a number as JSON has it, which may begin with a plus or with zeros, too. */
  private static boolean isNumber(byte[] text, int from, int to) {
    if (from == to || to - from > LONGEST_NUMBER) {
      return false;
    }
    int start = isSign(text[from]) ? from + 1 : from;
    int end = endOfDigits(text, start, to);
    boolean isNumber = end > start;
    if (end < to && text[end] == '.') {
      start = end + 1;
      end = endOfDigits(text, start, to);
      isNumber &= end > start;
    }
    if (end < to && Letters.lower(text[end]) == 'e') {
      start = end + 1 < to && isSign(text[end + 1]) ? end + 2 : end + 1;
      end = endOfDigits(text, start, to);
      isNumber &= end > start && end - start <= LONGEST_EXPONENT;
    }
    return isNumber && end == to;
  }

  private static int endOfDigits(byte[] text, int from, int to) {
    int at = from;
    while (at < to && isDigit(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSign(byte b) {
    return b == '-' || b == '+';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
