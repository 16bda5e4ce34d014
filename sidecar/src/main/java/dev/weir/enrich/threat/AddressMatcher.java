package dev.weir.enrich.threat;

import dev.weir.address.IpAddress;
import dev.weir.ecs.EcsFields;
import dev.weir.enrich.Subject;
import java.nio.charset.StandardCharsets;

/** Looks addresses up, of which lists have prefixes. */
final class AddressMatcher implements Matcher {
  private static final byte[] V4 = "ipv4-addr".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] V6 = "ipv6-addr".getBytes(StandardCharsets.US_ASCII);

  @Override
  public boolean match(Subject record, int value, Indicators in, ThreatList into) {
    EcsFields fields = record.fields();
    IpAddress address = record.address();
    if (!address.parse(fields.bytes(value), fields.at(value), fields.length(value))) {
      return false;
    }
    int found = in.ofAddress(address);
    if (found < 0 || !in.notes().isValid(found, record.seconds())) {
      return false;
    }
    byte[] entry = entry(address, in.notes().bits(found));
    into.fill(fields, in.notes(), found, address.isV4() ? V4 : V6, entry, 0, entry.length);
    return true;
  }

  /** The entry as text: the address, or the prefix that holds it. */
  private static byte[] entry(IpAddress address, int bits) {
    boolean whole = bits == (address.isV4() ? 32 : 128);
    IpAddress first = new IpAddress().set(address.high(), address.low()).mask(bits);
    return (whole ? first.toString() : first + "/" + bits).getBytes(StandardCharsets.US_ASCII);
  }
}
