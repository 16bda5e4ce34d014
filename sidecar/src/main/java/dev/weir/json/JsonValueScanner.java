package dev.weir.json;

/**
 * Finds where a JSON value ends, by quotes and brackets alone, in constant memory: the value may
 * come in pieces, and each byte is looked at once. Not thread-safe; made once and {@link #reset}
 * for each value.
 */
public final class JsonValueScanner {
  private static final byte PLAIN = 0;
  private static final byte QUOTE = 1;
  private static final byte OPEN = 2;
  private static final byte CLOSE = 3;
  private static final byte[] KIND = new byte[256];

  /** Levels whose bracket is remembered; deeper ones are counted only. */
  private static final int REMEMBERED = 1024;

  static {
    KIND['"'] = QUOTE;
    KIND['{'] = OPEN;
    KIND['['] = OPEN;
    KIND['}'] = CLOSE;
    KIND[']'] = CLOSE;
  }

  private final long[] braces = new long[REMEMBERED / 64];
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean scalar;
  private boolean begun;
  private boolean broken;

  /** Expects a value whose first byte, no blank, comes next. */
  public JsonValueScanner reset() {
    depth = 0;
    inString = false;
    escaped = false;
    scalar = false;
    begun = false;
    broken = false;
    return this;
  }

  /** Whether the value ended because a closing bracket did not match; it is not part of it. */
  public boolean broken() {
    return broken;
  }

  /** Whether the value so far would be whole if nothing came after it. */
  public boolean endsHere() {
    return scalar;
  }

  /**
   * Goes on with the value.
   *
   * @return the index after its last byte, or -1 if it goes on after {@code to}
   */
  public int scan(byte[] bytes, int from, int to) {
    int at = from;
    if (!begun && at < to) {
      begun = true;
      scalar = KIND[bytes[at] & 0xff] == PLAIN;
    }
    if (scalar) {
      return endOfScalar(bytes, at, to);
    }
    while (at < to) {
      if (inString) {
        at = endOfString(bytes, at, to);
        if (!inString && depth == 0) {
          return at;
        }
        continue;
      }
      byte b = bytes[at];
      switch (KIND[b & 0xff]) {
        case PLAIN -> at++;
        case QUOTE -> {
          inString = true;
          at++;
        }
        case OPEN -> {
          open(b == '{');
          at++;
        }
        default -> {
          if (!matches(b == '}')) {
            broken = true;
            return at;
          }
          depth--;
          at++;
          if (depth == 0) {
            return at;
          }
        }
      }
    }
    return -1;
  }

  private int endOfString(byte[] bytes, int from, int to) {
    int at = from;
    if (escaped && at < to) {
      escaped = false;
      at++;
    }
    while (at < to) {
      at = ByteSearch.quoteOrBackslash(bytes, at, to);
      if (at == to) {
        return to;
      }
      if (bytes[at] == '"') {
        inString = false;
        return at + 1;
      }
      at += 2;
      if (at > to) {
        escaped = true;
        return to;
      }
    }
    return at;
  }

  private static int endOfScalar(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      switch (bytes[at]) {
        case ' ', '\t', '\n', '\r', ',', ']', '}', '{', '[', '"' -> {
          return at;
        }
        default -> {}
      }
    }
    return -1;
  }

  private void open(boolean brace) {
    if (depth < REMEMBERED) {
      long bit = 1L << (depth & 63);
      if (brace) {
        braces[depth >> 6] |= bit;
      } else {
        braces[depth >> 6] &= ~bit;
      }
    }
    depth++;
  }

  private boolean matches(boolean brace) {
    int level = depth - 1;
    if (level < 0) {
      return false;
    }
    return level >= REMEMBERED || (((braces[level >> 6] >>> (level & 63)) & 1) == 1) == brace;
  }
}
