package dev.weir.parse;

import dev.weir.address.IpAddress;
import dev.weir.type.ValueForm;

/** Whether a text looks as the values of a column do; reads each byte at most twice. */
final class ValueLook {
  /** As many digits at least has a time, with an epoch's seconds since 2001. */
  private static final int FEWEST_DIGITS = 6;

  /** A port has no more digits. */
  private static final int MOST_PORT_DIGITS = 5;

  private static final int HIGHEST_PORT = 65_535;

  private ValueLook() {}

  /** Whether the text, which is not empty, is of this form. */
  static boolean fits(ValueForm form, byte[] text, int from, int to) {
    return switch (form) {
      case ANY -> true;
      case NUMBER -> isNumber(text, from, to);
      case DECIMAL -> isDecimal(text, from, to);
      case FRACTION -> isFraction(text, from, to);
      case PORT -> isPort(text, from, to);
      case DURATION -> isDuration(text, from, to);
      case BOOLEAN -> Fields.is(text, from, to, "true") || Fields.is(text, from, to, "false");
      case STATUS -> to - from == 3 && areDigits(text, from, to);
      case ADDRESS -> IpAddress.isAddress(text, from, to - from);
      case PEER -> isSocket(text, from, to) || IpAddress.isAddress(text, from, to - from);
      case HOST -> isHost(text, from, to);
      case ENDPOINT -> isEndpoint(text, from, to);
      case SITE -> isEndpoint(text, from, to) && isName(text, from, to);
      case TIME -> isTime(text, from, to);
    };
  }

  private static boolean areDigits(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return from < to;
  }

  private static int unsigned(byte[] text, int from, int to) {
    return from < to && text[from] == '-' ? from + 1 : from;
  }

  private static boolean isNumber(byte[] text, int from, int to) {
    return areDigits(text, unsigned(text, from, to), to);
  }

  private static boolean isDecimal(byte[] text, int from, int to) {
    int digits = 0;
    boolean point = false;
    for (int i = unsigned(text, from, to); i < to; i++) {
      byte b = text[i];
      if (b >= '0' && b <= '9') {
        digits++;
      } else if (b == '.' && !point) {
        point = true;
      } else {
        return digits > 0 && (b | 0x20) == 'e' && isExponent(text, i + 1, to);
      }
    }
    return digits > 0;
  }

  private static boolean isFraction(byte[] text, int from, int to) {
    int point = from;
    while (point < to && text[point] != '.') {
      point++;
    }
    return areDigits(text, from, point) && areDigits(text, point + 1, to);
  }

  private static boolean isPort(byte[] text, int from, int to) {
    if (to - from > MOST_PORT_DIGITS || !areDigits(text, from, to)) {
      return false;
    }
    int port = 0;
    for (int i = from; i < to; i++) {
      port = port * 10 + text[i] - '0';
    }
    return port <= HIGHEST_PORT;
  }

  private static boolean isExponent(byte[] text, int from, int to) {
    int at = from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
    return to - at <= 3 && areDigits(text, at, to);
  }

  private static boolean isDuration(byte[] text, int from, int to) {
    int slash = from;
    while (slash < to && text[slash] != '/') {
      slash++;
    }
    return isDecimal(text, from, slash) && (slash == to || isDecimal(text, slash + 1, to));
  }

  private static boolean isSocket(byte[] text, int from, int to) {
    return to - from >= 5
        && text[from] == 'u'
        && text[from + 1] == 'n'
        && text[from + 2] == 'i'
        && text[from + 3] == 'x'
        && text[from + 4] == ':';
  }

  /** What separates values, and brackets and quotes, are in no name; a time is none. */
  private static boolean isHost(byte[] text, int from, int to) {
    if (from >= to) {
      return false;
    }
    for (int i = from; i < to; i++) {
      byte b = text[i];
      boolean letter = (b >= '-' && b <= ':' && b != '/') || b >= '@' || b < 0;
      if (!letter && b != '%' && b != '*') {
        return false;
      }
    }
    boolean closed = text[from] != '[' || (to - from > 2 && text[to - 1] == ']');
    return closed && !isIsoTime(text, from, to);
  }

  private static boolean isEndpoint(byte[] text, int from, int to) {
    if (isSocket(text, from, to)) {
      return true;
    }
    int colon = to;
    while (colon > from && text[colon - 1] >= '0' && text[colon - 1] <= '9') {
      colon--;
    }
    boolean port = colon > from + 1 && text[colon - 1] == ':' && to > colon;
    int end = port && to - colon <= MOST_PORT_DIGITS ? colon - 1 : to;
    // Without brackets around it an IPv6 address may end like one with a port.
    if (IpAddress.isAddress(text, from, end - from) || IpAddress.isAddress(text, from, to - from)) {
      return true;
    }
    boolean number = text[from] >= '0' && text[from] <= '9';
    return isHost(text, from, end)
        && (text[from] == '[' || !hasColon(text, from, end))
        && (!number || hasLetter(text, from, end));
  }

  /** Whether a small letter is there, or a mark: a dot, a colon, or the underscore of nginx. */
  private static boolean isName(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if ((b >= 'a' && b <= 'z') || b == '.' || b == ':' || b == '_' || b < 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasColon(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == ':') {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLetter(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if ((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z') {
        return true;
      }
    }
    return false;
  }

  private static boolean isIsoTime(byte[] text, int from, int to) {
    return to - from > 18
        && text[from + 4] == '-'
        && text[from + 7] == '-'
        && text[from + 13] == ':'
        && text[from] <= '9'
        && text[from] >= '0';
  }

  /** The usual forms by their marks, the rest by its digits: it is read elsewhere. */
  private static boolean isTime(byte[] text, int from, int to) {
    if (isIsoTime(text, from, to)) {
      return true;
    }
    if (to - from > 19
        && text[from + 2] == '/'
        && text[from + 6] == '/'
        && text[from + 11] == ':') {
      return true;
    }
    int digits = 0;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b >= '0' && b <= '9') {
        digits++;
      } else if (!isInTime(b)) {
        return false;
      }
    }
    return digits >= FEWEST_DIGITS;
  }

  private static boolean isInTime(byte b) {
    return switch (b) {
      case ' ', '+', ',', '-', '.', '/', ':' -> true;
      default -> (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    };
  }
}
