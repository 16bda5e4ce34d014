package dev.weir.source.send;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where the forward server listens. */
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
}
