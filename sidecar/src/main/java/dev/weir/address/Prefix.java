package dev.weir.address;

/** Reads a prefix as text, {@code 192.0.2.0/24}, or an address, which is the longest prefix. */
public final class Prefix {
  private final IpAddress address = new IpAddress();
  private int bits;

  /** Whether the text is one; if not, what this holds is undefined. */
  public boolean parse(String text) {
    int slash = text.indexOf('/');
    if (!address.parse(slash < 0 ? text : text.substring(0, slash))) {
      return false;
    }
    boolean mapped = address.isV4() && text.indexOf(':') >= 0;
    int most = address.isV4() ? 32 : 128;
    if (slash < 0) {
      bits = most;
      return true;
    }
    String number = text.substring(slash + 1);
    if (!number.matches("[0-9]{1,3}")) {
      return false;
    }
    bits = Integer.parseInt(number) - (mapped ? 96 : 0);
    return bits >= 0 && bits <= most;
  }

  /** Its address; other bits may be set. */
  public IpAddress address() {
    return address;
  }

  /** How many bits are the prefix, of 32 or of 128. */
  public int bits() {
    return bits;
  }
}
