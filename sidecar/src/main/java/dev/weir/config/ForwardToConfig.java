package dev.weir.config;

import dev.weir.settings.Endpoint;
import dev.weir.settings.EndpointKeys;
import dev.weir.settings.ForwardUser;
import dev.weir.settings.Secret;
import dev.weir.settings.SecretForm;
import dev.weir.settings.TlsTrust;
import dev.weir.units.ByteSize;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import org.jspecify.annotations.Nullable;

/**
 * Where the source sends its frames: Fluent Bit's {@code in_forward}, or a sidecar.
 *
 * @param to the other end
 * @param sharedKey the key of the handshake, null for none
 * @param user the user of the handshake, null for none
 * @param tls TLS to the other end, null for none
 * @param connections sockets at once; each has one frame in flight
 * @param maxInFlight bytes of frames sent and not yet acknowledged
 */
public record ForwardToConfig(
    Endpoint to,
    @Nullable Secret sharedKey,
    @Nullable ForwardUser user,
    @Nullable TlsTrust tls,
    int connections,
    ByteSize maxInFlight) {

  static ForwardToConfig read(Section section) {
    Endpoint to = EndpointKeys.read(section);
    Secret sharedKey = section.optional("shared_key", SecretForm.of(section));
    Section user = section.section("user");
    Section tlsSection = section.section("tls");
    TlsTrust tls = TlsTrust.read(tlsSection);
    if (to instanceof Endpoint.Unix && sharedKey != null) {
      section.problem(
          "shared_key", "a shared key on a Unix socket", "none: Fluent Bit crashes on the two");
    }
    if (user.present() && !section.has("shared_key")) {
      section.problem("user", "a user without shared_key", "shared_key with it");
    }
    if (!to.local() && tls == null) {
      section.problem("tcp", "'" + to + "' without TLS", "tls, or an address on this host");
    }
    return new ForwardToConfig(
        to,
        sharedKey,
        user.present() ? ForwardUser.read(user) : null,
        tls,
        section.value("connections", 2, Forms.number(1, 64)),
        section.value("max_in_flight", ByteSize.ofMiB(16), Forms.size("1MiB", "1GiB")));
  }
}
