package dev.weir.daemon;

import dev.weir.settings.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Optional;

/** Tries whether somebody listens where the source sends its records. */
final class ConnectionTrial {
  private ConnectionTrial() {}

  /** Why nothing can be sent there, in plain words; empty if it can. */
  static Optional<String> problem(Endpoint to) {
    SocketAddress address =
        switch (to) {
          case Endpoint.Unix(var path) -> UnixDomainSocketAddress.of(path);
          case Endpoint.Tcp(String host, int port) -> new InetSocketAddress(host, port);
        };
    try (SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open()) {
      channel.connect(address);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      String why =
          to instanceof Endpoint.Unix(var path) && !Files.exists(path)
              ? "there is no socket " + path
              : PlainProblem.of(e);
      return Optional.of(
          "no connection: " + why + "; start Fluent Bit, or correct source.forward_to");
    }
  }
}
