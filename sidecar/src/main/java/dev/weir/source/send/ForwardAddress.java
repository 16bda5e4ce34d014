package dev.weir.source.send;

import dev.weir.settings.Endpoint;
import dev.weir.settings.TlsTrust;
import dev.weir.tls.TrustedServers;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where the forward server listens, with what TLS needs there. */
public sealed interface ForwardAddress {
  /**
   * A TCP port.
   *
   * @param tls null for plain; else the certificate must be valid for {@code host}
   */
  record Tcp(String host, int port, @Nullable SSLContext tls) implements ForwardAddress {
    @Override
    public String toString() {
      return (tls == null ? "tcp://" : "tls://") + host + ":" + port;
    }
  }

  /** A Unix socket; who may open it is the file's permissions. */
  record Unix(Path path) implements ForwardAddress {
    @Override
    public String toString() {
      return "unix://" + path;
    }
  }

  /**
   * An address as it is configured.
   *
   * @throws IOException if the certificates to trust cannot be read
   */
  static ForwardAddress of(Endpoint to, @Nullable TlsTrust tls) throws IOException {
    return switch (to) {
      case Endpoint.Unix(Path path) -> new Unix(path);
      case Endpoint.Tcp(String host, int port) ->
          new Tcp(
              host, port, tls == null ? null : TrustedServers.context(tls.ca(), tls.insecure()));
    };
  }
}
