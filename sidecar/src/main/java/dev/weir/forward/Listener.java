package dev.weir.forward;

import dev.weir.settings.Endpoint;
import dev.weir.settings.EndpointKeys;
import dev.weir.settings.ForwardUser;
import dev.weir.settings.Secret;
import dev.weir.settings.SecretForm;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An address to listen on, and who may come in there. */
public sealed interface Listener {
  /** Where it listens. */
  Endpoint at();

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

    @Override
    public Endpoint at() {
      return new Endpoint.Tcp(host, port);
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

    @Override
    public Endpoint at() {
      return new Endpoint.Tcp(host, port);
    }
  }

  /**
   * A Unix socket of mode 0660: its permissions say who may come in. No handshake, since Fluent Bit
   * crashes on one there.
   */
  record UnixSocket(Path path) implements Listener {
    @Override
    public Endpoint at() {
      return new Endpoint.Unix(path);
    }
  }

  /**
   * Reads one of {@code forward.listeners}; null if a problem keeps it from being one.
   *
   * @param host the name that the server gives itself
   */
  static @Nullable Listener read(Section section, String host) {
    Endpoint at = EndpointKeys.read(section);
    Section tls = section.section("tls");
    TlsKeys.Pem keys = tls.present() ? TlsKeys.Pem.read(tls) : null;
    Secret sharedKey = section.optional("shared_key", SecretForm.of(section));
    List<ForwardUser> users = section.sections("users").stream().map(ForwardUser::read).toList();
    boolean insecure = section.value("insecure", false, Forms.BOOLEAN);
    if (!users.isEmpty() && !section.has("shared_key")) {
      section.problem("users", "users without shared_key", "shared_key with them");
    }
    return switch (at) {
      case Endpoint.Unix(Path path) -> {
        if (section.has("shared_key")) {
          section.problem(
              "shared_key", "a shared key on a Unix socket", "none: its file mode guards it");
        }
        if (keys != null) {
          section.problem("tls", "TLS on a Unix socket", "tls on tcp only");
        }
        yield new UnixSocket(path);
      }
      case Endpoint.Tcp tcp -> {
        if (!section.has("shared_key") && !insecure) {
          section.problem(
              "tcp", "'" + tcp + "' without shared_key", "shared_key, or insecure: true");
        }
        if (!tcp.local() && keys == null) {
          section.problem("tcp", "'" + tcp + "' without TLS", "tls, or a loopback address");
        }
        SharedKeyAuth auth = sharedKey == null ? null : auth(host, sharedKey, users);
        yield auth == null && !insecure ? null : tcp(tcp, keys, auth, insecure);
      }
    };
  }

  private static @Nullable Listener tcp(
      Endpoint.Tcp at, TlsKeys.@Nullable Pem keys, @Nullable SharedKeyAuth auth, boolean insecure) {
    if (keys != null) {
      return new Tls(at.host(), at.port(), keys, null, auth, insecure);
    }
    return at.local() ? new Tcp(at.host(), at.port(), auth, insecure) : null;
  }

  private static SharedKeyAuth auth(String host, Secret sharedKey, List<ForwardUser> users) {
    return new SharedKeyAuth(
        host,
        sharedKey.reveal(),
        users.stream()
            .collect(
                Collectors.toMap(
                    ForwardUser::name, user -> user.password().reveal(), (a, b) -> b)));
  }

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
