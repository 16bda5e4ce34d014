package dev.weir.address;

/**
 * Which addresses can be anyone's on the internet, by IANA's registries of special-purpose
 * addresses (RFC 6890).
 */
final class PublicRanges {
  private PublicRanges() {}

  /** Whether the IPv4 address is in none of the special ranges. */
  static boolean v4(int bits) {
    int first = bits >>> 24;
    int second = bits >>> 16 & 0xff;
    int third = bits >>> 8 & 0xff;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> second >>> 6 != 1;
      case 169 -> second != 254;
      case 172 -> second >>> 4 != 1;
      case 192 -> second != 168 && (second != 0 || (third != 0 && third != 2));
      case 198 -> second >>> 1 != 9 && (second != 51 || third != 100);
      case 203 -> second != 0 || third != 113;
      default -> first < 224;
    };
  }

  /**
   * Whether the IPv6 address is global unicast, and of none of its special ranges: protocols,
   * documentation, 6to4 (which holds an IPv4 address).
   *
   * @param high the upper 64 bits
   */
  static boolean v6(long high) {
    int first = (int) (high >>> 48);
    int second = (int) (high >>> 32) & 0xffff;
    if (first >>> 13 != 1 || first == 0x2002) {
      return false;
    }
    if (first == 0x2001) {
      return second >>> 9 != 0 && second != 0xdb8;
    }
    return first != 0x3fff || second >>> 12 != 0;
  }
}
