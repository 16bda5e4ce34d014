package dev.weir.enrich.lookup;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An IP address as 128 bits, IPv4 as IPv4-mapped IPv6 (RFC 4291, 2.5.5.2). Filled anew for each
 * address, so that none is made for a look-up; not thread-safe.
 */
public final class IpAddress {
  private static final long MAPPED = 0xffff_0000_0000L;
  private static final int GROUPS = 8;

  private static final int NO_GAP = -1;

  private final int[] groups = new int[GROUPS];
  private int count;
  private int v4Bits;
  private long high;
  private long low;

  /**
   * Reads an address as text: IPv4 in dotted decimals without leading zeros, or IPv6 without a
   * zone.
   *
   * @return whether it is one; if not, what this holds is undefined
   */
  public boolean parse(byte[] text, int at, int length) {
    if (length < 2 || length > 45) {
      return false;
    }
    if (v4(text, at, at + length)) {
      setV4(v4Bits);
      return true;
    }
    return v6(text, at, at + length);
  }

  /** {@link #parse(byte[], int, int)} of a text. */
  public boolean parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, 0, bytes.length);
  }

  /** Takes 128 bits. */
  public IpAddress set(long highBits, long lowBits) {
    high = highBits;
    low = lowBits;
    return this;
  }

  private void setV4(int bits) {
    high = 0;
    low = MAPPED | (bits & 0xffff_ffffL);
  }

  /** Takes an address of the JDK. */
  public IpAddress set(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    if (bytes.remaining() == 4) {
      setV4(bytes.getInt());
    } else {
      high = bytes.getLong();
      low = bytes.getLong();
    }
    return this;
  }

  /** Whether it is an IPv4 address, mapped or not. */
  public boolean isV4() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** The bits of an IPv4 address. */
  public int v4() {
    return (int) low;
  }

  /** The upper 64 bits. */
  public long high() {
    return high;
  }

  /** The lower 64 bits. */
  public long low() {
    return low;
  }

  /** Keeps the first bits, of 32 for IPv4 and of 128 for IPv6, and clears the others. */
  public IpAddress mask(int bits) {
    int kept = isV4() ? bits + 96 : bits;
    high &= kept >= 64 ? -1L : kept == 0 ? 0 : -1L << (64 - kept);
    low &= kept >= 128 ? -1L : kept <= 64 ? 0 : -1L << (128 - kept);
    return this;
  }

  /** Whether it can be anyone's on the internet: not private, reserved, or for documentation. */
  public boolean isPublic() {
    return isV4() ? PublicRanges.v4(v4()) : PublicRanges.v6(high);
  }

  /** The address as the JDK has it. */
  public InetAddress toInetAddress() {
    try {
      return InetAddress.getByAddress(
          isV4()
              ? ByteBuffer.allocate(4).putInt(v4()).array()
              : ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are addresses", e);
    }
  }

  @Override
  public String toString() {
    return isV4() ? toInetAddress().getHostAddress() : Ipv6Text.of(high, low);
  }

  /** Reads dotted decimals into {@code v4Bits}. */
  private boolean v4(byte[] text, int from, int to) {
    int bits = 0;
    int at = from;
    for (int part = 0; part < 4; part++) {
      int begin = at;
      int number = 0;
      while (at < to && at - begin < 3 && text[at] >= '0' && text[at] <= '9') {
        number = number * 10 + text[at++] - '0';
      }
      boolean leadingZero = at - begin > 1 && text[begin] == '0';
      boolean ended = part == 3 ? at == to : at < to && text[at] == '.';
      if (at == begin || number > 255 || leadingZero || !ended) {
        return false;
      }
      bits = bits << 8 | number;
      at++;
    }
    v4Bits = bits;
    return true;
  }

  private boolean v6(byte[] text, int from, int to) {
    int gap = NO_GAP;
    int at = from;
    if (text[at] == ':') {
      if (text[at + 1] != ':') {
        return false;
      }
      gap = 0;
      at += 2;
    }
    count = 0;
    while (at < to) {
      int end = group(text, at, to);
      if (end == at) {
        return false;
      }
      if (end == to) {
        break;
      }
      at = end + 1;
      if (at < to && text[at] == ':') {
        if (gap != NO_GAP) {
          return false;
        }
        gap = count;
        at++;
      } else if (at == to) {
        return false;
      }
    }
    return gap == NO_GAP ? count == GROUPS && join(count) : count < GROUPS && join(gap);
  }

  /**
   * Reads a group, or the IPv4 address at the end, into {@code groups}.
   *
   * @return where it ends, which is at a colon or at the end of all; {@code from} if it is none
   */
  private int group(byte[] text, int from, int to) {
    int end = from;
    int group = 0;
    while (end < to && end - from < 5 && Character.digit(text[end], 16) >= 0) {
      group = group << 4 | Character.digit(text[end++], 16);
    }
    if (end < to && text[end] == '.') {
      if (count > GROUPS - 2 || !v4(text, from, to)) {
        return from;
      }
      groups[count++] = v4Bits >>> 16;
      groups[count++] = v4Bits & 0xffff;
      return to;
    }
    if (end - from > 4 || count == GROUPS || (end < to && text[end] != ':')) {
      return from;
    }
    groups[count++] = group;
    return end;
  }

  /** Makes bits of the groups; those from {@code gap} on stand at the end. */
  private boolean join(int gap) {
    high = 0;
    low = 0;
    for (int i = 0; i < GROUPS; i++) {
      int fromEnd = GROUPS - i;
      int group = i < gap ? groups[i] : fromEnd <= count - gap ? groups[count - fromEnd] : 0;
      if (i < 4) {
        high = high << 16 | group;
      } else {
        low = low << 16 | group;
      }
    }
    return true;
  }
}
