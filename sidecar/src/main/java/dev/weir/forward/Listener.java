package dev.weir.forward;

import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An address to listen on, and who may come in there. */
public sealed interface Listener {
  /**
   * Plain TCP.
   *
   * @param port 0 for any free one
   * @param auth null only if {@code insecure}
   * @param insecure lets in peers without a shared key, and plain text beyond loopback; without it,
   *     either is refused with an IllegalArgumentException
   */
  record Tcp(String host, int port, @Nullable SharedKeyAuth auth, boolean insecure)
      implements Listener {
    public Tcp {
      if (auth == null && !insecure) {
        throw new IllegalArgumentException(
            "tcp %s:%d has no shared key: give one, or say insecure".formatted(host, port));
      }
      if (!isLoopback(host) && !insecure) {
        throw new IllegalArgumentException(
            "tcp %s:%d is beyond loopback: use TLS, or say insecure".formatted(host, port));
      }
    }
  }

  /**
   * TLS 1.2 or later over TCP.
   *
   * @param clientCa PEM certificates, one of which must have signed the client's; null if clients
   *     need no certificate
   * @param auth null only if there is a {@code clientCa}, or if {@code insecure}; else refused with
   *     an IllegalArgumentException
   */
  record Tls(
      String host,
      int port,
      TlsKeys keys,
      @Nullable Path clientCa,
      @Nullable SharedKeyAuth auth,
      boolean insecure)
      implements Listener {
    public Tls {
      if (auth == null && clientCa == null && !insecure) {
        throw new IllegalArgumentException(
            "tls %s:%d has neither a shared key nor a client CA: give one, or say insecure"
                .formatted(host, port));
      }
    }
  }

  /**
   * A Unix socket of mode 0660: its permissions say who may come in. No handshake, since Fluent Bit
   * crashes on one there.
   */
  record UnixSocket(Path path) implements Listener {}

  /** Decided without asking any name service: a name other than localhost is not loopback. */
  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
