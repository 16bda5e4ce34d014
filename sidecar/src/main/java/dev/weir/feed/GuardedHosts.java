package dev.weir.feed;

import dev.weir.address.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of hosts that a configuration names. The connection goes to one of those that
 * were looked at here: a name that changes its address in between leads nowhere. Thread-safe.
 */
public final class GuardedHosts implements DnsResolver {
  private final boolean privateAddresses;

  /**
   * A resolver.
   *
   * @param privateAddresses whether hosts may be in a private network, or this machine
   */
  public GuardedHosts(boolean privateAddresses) {
    this.privateAddresses = privateAddresses;
  }

  /** Whether a host is written as an address that is private; a name is asked of nobody. */
  public static boolean isPrivateAddress(String host) {
    if (!host.contains(":") && !host.matches("[0-9.]+")) {
      return false;
    }
    try {
      return !new IpAddress().set(InetAddress.getByName(host)).isPublic();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Finds a host's addresses.
   *
   * @throws PrivateAddressException if one of them is private, and that is not allowed
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = InetAddress.getAllByName(host);
    for (InetAddress each : found) {
      if (!privateAddresses && !new IpAddress().set(each).isPublic()) {
        throw new PrivateAddressException(host);
      }
    }
    return found;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
