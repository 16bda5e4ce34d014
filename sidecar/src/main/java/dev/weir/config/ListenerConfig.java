package dev.weir.config;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A socket on which forward chunks arrive.
 *
 * @param at where it listens
 * @param tls certificate and key, null for plain text
 * @param sharedKey the key of the handshake, null for no handshake
 * @param users who may connect, beside the shared key; empty for anyone who has it
 * @param insecure TCP without a shared key is meant
 */
public record ListenerConfig(
    Endpoint at,
    @Nullable TlsIdentity tls,
    @Nullable Secret sharedKey,
    List<ForwardUser> users,
    boolean insecure) {

  static ListenerConfig read(Section section) {
    Endpoint at = EndpointKeys.read(section);
    Section tls = section.section("tls");
    Secret sharedKey = section.optional("shared_key", SecretForm.of(section));
    List<ForwardUser> users = section.sections("users").stream().map(ForwardUser::read).toList();
    boolean insecure = section.value("insecure", false, Forms.BOOLEAN);
    switch (at) {
      case Endpoint.Unix unix -> {
        if (section.has("shared_key")) {
          section.problem(
              "shared_key", "a shared key on a Unix socket", "none: its file mode guards it");
        }
        if (tls.present()) {
          section.problem("tls", "TLS on a Unix socket", "tls on tcp only");
        }
      }
      case Endpoint.Tcp tcp -> {
        if (!section.has("shared_key") && !insecure) {
          section.problem(
              "tcp", "'" + tcp + "' without shared_key", "shared_key, or insecure: true");
        }
        if (!tcp.local() && !tls.present()) {
          section.problem("tcp", "'" + tcp + "' without TLS", "tls, or a loopback address");
        }
      }
    }
    if (!users.isEmpty() && !section.has("shared_key")) {
      section.problem("users", "users without shared_key", "shared_key with them");
    }
    return new ListenerConfig(
        at, tls.present() ? TlsIdentity.read(tls) : null, sharedKey, users, insecure);
  }
}
