package dev.weir.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits, IPv4 as IPv4-mapped IPv6 (RFC 4291, 2.5.5.2). Filled anew for each
 * address, so that none is made for a look-up; not thread-safe.
 */
public final class IpAddress {
  private static final long MAPPED = 0xffff_0000_0000L;
  private static final int SHORTEST = 2;
  private static final int LONGEST = 45;
  private static final int GROUPS = 8;
  private static final int NONE = -1;

  /** Behind every group there may be. */
  private static final int NO_GAP = 15;

  private final int[] groups = new int[GROUPS];
  private long high;
  private long low;

  /**
   * Whether the text is an address: IPv4 in dotted decimals without leading zeros, or IPv6 without
   * a zone (RFC 4291, section 2.2).
   */
  public static boolean isAddress(byte[] text, int at, int length) {
    return length >= SHORTEST
        && length <= LONGEST
        && (v4(text, at, at + length) >= 0 || v6(text, at, at + length, null) >= 0);
  }

  /** The bits of an IPv4 address in dotted decimals; negative if the text is none. */
  public static long v4Bits(byte[] text, int at, int length) {
    return v4(text, at, at + length);
  }

  /**
   * Reads an address as text, see {@link #isAddress}.
   *
   * @return whether it is one; if not, what this holds is undefined
   */
  public boolean parse(byte[] text, int at, int length) {
    if (length < SHORTEST || length > LONGEST) {
      return false;
    }
    long v4Bits = v4(text, at, at + length);
    if (v4Bits >= 0) {
      setV4((int) v4Bits);
      return true;
    }
    int read = v6(text, at, at + length, groups);
    if (read >= 0) {
      join(read & 0xf, read >>> 4);
    }
    return read >= 0;
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

  /** The bits of dotted decimals, or {@link #NONE}. */
  private static long v4(byte[] text, int from, int to) {
    long bits = 0;
    int parts = 1;
    int digits = 0;
    int value = 0;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b == '.') {
        if (digits == 0 || ++parts > 4) {
          return NONE;
        }
        bits = bits << 8 | value;
        digits = 0;
        value = 0;
      } else if (b >= '0' && b <= '9') {
        value = value * 10 + b - '0';
        if (++digits > 3 || value > 255 || (digits > 1 && value < 10)) {
          return NONE;
        }
      } else {
        return NONE;
      }
    }
    return parts == 4 && digits > 0 ? bits << 8 | value : NONE;
  }

  /**
   * Reads the groups of an IPv6 address.
   *
   * @param into takes them, if anyone asks
   * @return how many there are, and four bits higher before which of them is the gap, 15 for none;
   *     or {@link #NONE}
   */
  private static int v6(byte[] text, int from, int to, int @Nullable [] into) {
    if (text[from] == ':' && text[from + 1] != ':') {
      return NONE;
    }
    int count = 0;
    int gap = NO_GAP;
    int digits = 0;
    int group = 0;
    for (int i = text[from] == ':' ? from + 1 : from; i < to; i++) {
      byte b = text[i];
      if (isHex(b)) {
        if (++digits > 4) {
          return NONE;
        }
        group = group << 4 | (b & 0xf) + (b > '9' ? 9 : 0);
      } else if (b == '.') {
        return whole(lastTwo(text, i - digits, to, count, into), gap);
      } else if (b != ':' || count == GROUPS) {
        return NONE;
      } else if (digits > 0) {
        put(group, into, count++);
        digits = 0;
        group = 0;
      } else if (gap == NO_GAP) {
        gap = count;
      } else {
        return NONE;
      }
    }
    if (digits == 0) {
      return text[to - 2] == ':' ? whole(count, gap) : NONE;
    }
    if (count == GROUPS) {
      return NONE;
    }
    put(group, into, count);
    return whole(count + 1, gap);
  }

  private static boolean isHex(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
  }

  private static void put(int group, int @Nullable [] into, int at) {
    if (into != null) {
      into[at] = group;
    }
  }

  private static int whole(int count, int gap) {
    boolean whole = gap == NO_GAP ? count == GROUPS : count >= 0 && count < GROUPS;
    return whole ? gap << 4 | count : NONE;
  }

  /** Reads the IPv4 address at the end as two groups; how many there are with them. */
  private static int lastTwo(byte[] text, int from, int to, int count, int @Nullable [] into) {
    long bits = count > GROUPS - 2 ? NONE : v4(text, from, to);
    if (bits < 0) {
      return NONE;
    }
    put((int) (bits >>> 16), into, count);
    put((int) bits & 0xffff, into, count + 1);
    return count + 2;
  }

  /** Makes bits of the groups; those from {@code gap} on stand at the end. */
  private void join(int count, int gap) {
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
  }
}
