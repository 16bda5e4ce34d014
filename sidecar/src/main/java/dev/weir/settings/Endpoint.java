package dev.weir.settings;

import java.nio.file.Path;

/** Where a socket listens or connects to. */
public sealed interface Endpoint {

  /** True if the other end can only be on this host. */
  boolean local();

  /** A Unix domain socket. */
  record Unix(Path path) implements Endpoint {
    @Override
    public boolean local() {
      return true;
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * A TCP port.
   *
   * @param host a name or address, IPv6 without brackets
   * @param port 0 lets the system choose, where listening
   */
  record Tcp(String host, int port) implements Endpoint {
    @Override
    public boolean local() {
      return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }
}
