package dev.weir.parse;

/** Tells addresses from other texts, without a look-up. */
final class Addresses {
  private static final int LONGEST = 45;

  private Addresses() {}

  /** Whether the text is an IPv4 or IPv6 address (RFC 4291, section 2.2), without a zone. */
  static boolean isAddress(byte[] text, int at, int length) {
    return length >= 2
        && length <= LONGEST
        && (isV4(text, at, at + length) || isV6(text, at, at + length));
  }

  private static boolean isV4(byte[] text, int from, int to) {
    int parts = 1;
    int digits = 0;
    int value = 0;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b == '.') {
        if (digits == 0 || ++parts > 4) {
          return false;
        }
        digits = 0;
        value = 0;
      } else if (b >= '0' && b <= '9') {
        value = value * 10 + b - '0';
        if (++digits > 3 || value > 255 || (digits > 1 && value < 10)) {
          return false;
        }
      } else {
        return false;
      }
    }
    return parts == 4 && digits > 0;
  }

  private static boolean isV6(byte[] text, int from, int to) {
    int groups = 0;
    int digits = 0;
    boolean gap = false;
    int groupFrom = from;
    int i = from;
    if (text[i] == ':') {
      if (to - from < 2 || text[i + 1] != ':') {
        return false;
      }
      i++;
    }
    for (; i < to; i++) {
      byte b = text[i];
      if (b == ':') {
        boolean doubled = i > from && text[i - 1] == ':';
        if (doubled) {
          if (gap) {
            return false;
          }
          gap = true;
        } else if (digits > 0) {
          groups++;
        }
        digits = 0;
        groupFrom = i + 1;
      } else if (isHex(b)) {
        if (++digits > 4) {
          return false;
        }
      } else if (b == '.') {
        return isV4(text, groupFrom, to) && (gap ? groups + 2 <= 7 : groups + 2 == 8);
      } else {
        return false;
      }
    }
    if (digits > 0) {
      groups++;
    } else if (text[to - 2] != ':') {
      return false;
    }
    return gap ? groups <= 7 : groups == 8;
  }

  private static boolean isHex(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
  }
}
