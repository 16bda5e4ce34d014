package dev.weir.match;

import dev.weir.address.IpAddress;
import dev.weir.address.Prefix;
import dev.weir.event.FieldValue;

/**
 * An address that lies in a network.
 *
 * @param high the upper 64 bits of the network, IPv4 mapped
 * @param low its lower 64 bits
 * @param bits how many bits are the network's, of 32 or of 128
 * @param isV4 whether it is one of IPv4
 */
public record NetworkTest(long high, long low, int bits, boolean isV4) implements ValueTest {
  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or an address.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static NetworkTest of(String text) {
    Prefix prefix = new Prefix();
    if (!prefix.parse(text)) {
      throw new IllegalArgumentException("a network such as 10.0.0.0/8 or 2001:db8::/32");
    }
    IpAddress network = prefix.address().mask(prefix.bits());
    return new NetworkTest(network.high(), network.low(), prefix.bits(), prefix.address().isV4());
  }

  @Override
  public boolean isMetBy(FieldValue value) {
    if (!value.isText()) {
      return false;
    }
    long v4 = IpAddress.v4Bits(value.bytes(), value.at(), value.length());
    if (v4 >= 0) {
      return isV4 && (bits == 0 || ((int) v4 ^ (int) low) >>> (32 - bits) == 0);
    }
    if (!IpAddress.isAddress(value.bytes(), value.at(), value.length())) {
      return false;
    }
    IpAddress address = new IpAddress();
    return address.parse(value.bytes(), value.at(), value.length())
        && address.isV4() == isV4
        && address.mask(bits).high() == high
        && address.low() == low;
  }
}
