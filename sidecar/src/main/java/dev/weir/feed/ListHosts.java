package dev.weir.feed;

import dev.weir.address.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of hosts that lists are fetched from. The connection goes to one of those
 * that were looked at here: a name that changes its address in between leads nowhere.
 */
final class ListHosts implements DnsResolver {
  private final boolean privateAddresses;

  ListHosts(boolean privateAddresses) {
    this.privateAddresses = privateAddresses;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = InetAddress.getAllByName(host);
    for (InetAddress each : found) {
      if (!privateAddresses && !new IpAddress().set(each).isPublic()) {
        throw new UnknownHostException(
            host + " has a private address, and private_addresses is not set");
      }
    }
    return found;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
