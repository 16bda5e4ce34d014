package dev.weir.json;

import dev.weir.msgpack.MsgpackWriter;
import java.nio.charset.StandardCharsets;

/**
 * Reads one JSON number and writes it as what holds it exactly: an integer of 64 bits, a double
 * whose shortest decimal form is the same number, else a string of the digits as they stand.
 */
final class NumberReader {
  /** No double's shortest form has more significant digits. */
  private static final int MOST_DIGITS = 17;

  /**
   * Decimals of up to so many significant digits in the normal range all come back from a double.
   */
  private static final int SAFE_DIGITS = 15;

  private static final long CLAMP = 1_000_000_000_000L;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final MsgpackWriter out;
  private long asStrings;

  // The number at hand: digits without leading and trailing zeros, times ten to the exponent.
  private long digits;
  private int significant;
  private long exponent;

  NumberReader(MsgpackWriter out) {
    this.out = out;
  }

  long asStrings() {
    return asStrings;
  }

  /** Reads the number at {@code from}; returns the index after it. */
  int read(byte[] in, int from, int end) throws JsonException {
    boolean negative = in[from] == '-';
    int first = negative ? from + 1 : from;
    int at = digitsEnd(in, first, end);
    if (in[first] == '0' && at > first + 1) {
      throw new JsonException(JsonException.Reason.MALFORMED, first + 1);
    }
    if (at == end || (in[at] != '.' && in[at] != 'e' && in[at] != 'E')) {
      integer(in, from, first, at, negative);
      return at;
    }
    return decimal(in, from, first, at, end);
  }

  private void integer(byte[] in, int from, int first, int to, boolean negative) {
    if (to - first <= 18) {
      long value = 0;
      for (int i = first; i < to; i++) {
        value = value * 10 + (in[i] - '0');
      }
      out.writeLong(negative ? -value : value);
    } else if (to - first > 20 || !wideInteger(in, first, to, negative)) {
      asString(in, from, to);
    }
  }

  /** 19 or 20 digits: writes them if 64 bits hold them. */
  private boolean wideInteger(byte[] in, int first, int to, boolean negative) {
    long head = 0;
    for (int i = first; i < to - 1; i++) {
      head = head * 10 + (in[i] - '0');
    }
    int last = in[to - 1] - '0';
    if (head < 0 || Long.compareUnsigned(head, Long.divideUnsigned(-1L - last, 10)) > 0) {
      return false;
    }
    long magnitude = head * 10 + last;
    if (negative) {
      if (magnitude < 0 && magnitude != Long.MIN_VALUE) {
        return false;
      }
      out.writeLong(-magnitude);
    } else if (magnitude < 0) {
      out.writeUnsignedLong(magnitude);
    } else {
      out.writeLong(magnitude);
    }
    return true;
  }

  private int decimal(byte[] in, int from, int first, int point, int end) throws JsonException {
    int fractionEnd = point;
    if (in[point] == '.') {
      fractionEnd = digitsEnd(in, point + 1, end);
    }
    int at = fractionEnd;
    long written = 0;
    if (at < end && (in[at] == 'e' || in[at] == 'E')) {
      at++;
      boolean minus = at < end && in[at] == '-';
      if (at < end && (in[at] == '-' || in[at] == '+')) {
        at++;
      }
      int stop = digitsEnd(in, at, end);
      for (; at < stop; at++) {
        written = Math.min(CLAMP, written * 10 + (in[at] - '0'));
      }
      written = minus ? -written : written;
    }
    collect(in, first, point, fractionEnd);
    exponent += written;
    double value = nearest();
    if (isExact(value)) {
      out.writeDouble(in[from] == '-' ? -value : value);
    } else {
      asString(in, from, at);
    }
    return at;
  }

  /** Gathers the significant digits; {@code exponent} is then that of the last of them. */
  private void collect(byte[] in, int first, int point, int fractionEnd) {
    digits = 0;
    significant = 0;
    exponent = point == fractionEnd ? 0 : -(fractionEnd - point - 1L);
    int zeros = 0;
    for (int i = first; i < fractionEnd; i++) {
      if (i == point) {
        continue;
      }
      if (in[i] == '0') {
        zeros++;
        continue;
      }
      int held = significant == 0 ? 0 : zeros;
      zeros = 0;
      significant = (int) Math.min(MOST_DIGITS + 1L, (long) significant + held + 1);
      if (significant <= MOST_DIGITS) {
        for (; held > 0; held--) {
          digits *= 10;
        }
        digits = digits * 10 + (in[i] - '0');
      }
    }
    exponent += zeros;
  }

  private double nearest() {
    if (significant == 0 || significant > MOST_DIGITS) {
      return 0;
    }
    if (significant <= SAFE_DIGITS && Math.abs(exponent) < POWERS.length) {
      // Both are exact, so the one rounding of the operation is the right one (Clinger, 1990).
      return exponent < 0 ? digits / POWERS[(int) -exponent] : digits * POWERS[(int) exponent];
    }
    return Double.parseDouble(digits + "E" + exponent);
  }

  private boolean isExact(double value) {
    if (significant == 0) {
      return true;
    }
    if (significant > MOST_DIGITS || value == 0 || Double.isInfinite(value)) {
      return false;
    }
    if (significant <= SAFE_DIGITS && value >= Double.MIN_NORMAL) {
      return true;
    }
    long sourceDigits = digits;
    long sourceExponent = exponent;
    byte[] shortest = Double.toString(value).getBytes(StandardCharsets.US_ASCII);
    int e = shortest.length;
    for (int i = 0; i < shortest.length; i++) {
      if (shortest[i] == 'E') {
        e = i;
      }
    }
    int point = 0;
    while (shortest[point] != '.') {
      point++;
    }
    collect(shortest, 0, point, e);
    if (e < shortest.length) {
      exponent +=
          Long.parseLong(
              new String(shortest, e + 1, shortest.length - e - 1, StandardCharsets.US_ASCII));
    }
    return digits == sourceDigits && exponent == sourceExponent;
  }

  private void asString(byte[] in, int from, int to) {
    asStrings++;
    out.writeStr(in, from, to - from);
  }

  /** Passes at least one digit. */
  private static int digitsEnd(byte[] in, int from, int end) throws JsonException {
    int at = from;
    while (at < end && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw new JsonException(
          at == end ? JsonException.Reason.TRUNCATED : JsonException.Reason.MALFORMED, at);
    }
    return at;
  }
}
