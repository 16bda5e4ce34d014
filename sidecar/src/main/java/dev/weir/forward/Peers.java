package dev.weir.forward;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/**
 * The peers that were seen of late. Whoever opens one connection after another stays the same peer.
 * Thread-safe.
 */
final class Peers {
  private static final int REMEMBERED = 4096;

  /** What one host is given of the addresses of IPv6 (RFC 4291, section 2.5.1). */
  private static final int IPV6_PREFIX_BYTES = 8;

  private final Map<String, Peer> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Peer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The peer of this name. */
  synchronized Peer named(String name) {
    return known.computeIfAbsent(name, Peer::new);
  }

  /** Who is at the other end of a connection. */
  Peer of(SocketChannel accepted) throws IOException {
    SocketAddress remote = accepted.getRemoteAddress();
    if (remote instanceof InetSocketAddress address) {
      return named(host(address.getAddress()));
    }
    return named(
        "unix user " + accepted.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
  }

  private static String host(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_PREFIX_BYTES)) + "::/64"
        : address.getHostAddress();
  }
}
