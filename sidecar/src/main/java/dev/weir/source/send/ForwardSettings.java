package dev.weir.source.send;

import dev.weir.settings.Endpoint;
import dev.weir.settings.EndpointKeys;
import dev.weir.settings.TlsTrust;
import dev.weir.units.ByteSize;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the forward server: Fluent Bit's {@code in_forward}, or a sidecar.
 *
 * @param to where it listens
 * @param tls TLS to it, null for none
 * @param sharedKey null where the server does no handshake
 * @param connections kept in parallel
 * @param heldBytes bytes of frames sent and not yet acknowledged
 * @param maxInFlight frames sent and not yet acknowledged on one connection: 1 for Fluent Bit, more
 *     only where the server is Weir itself
 * @param times how long a connection waits
 */
public record ForwardSettings(
    Endpoint to,
    @Nullable TlsTrust tls,
    @Nullable SharedKey sharedKey,
    int connections,
    ByteSize heldBytes,
    int maxInFlight,
    ForwardTimes times) {
  private static final int CONNECTIONS = 2;
  private static final ByteSize HELD = ByteSize.ofMiB(16);

  public ForwardSettings {
    if (connections < 1 || maxInFlight < 1) {
      throw new IllegalArgumentException(
          "connections " + connections + " and maxInFlight " + maxInFlight + " start at 1");
    }
  }

  /** Two connections without TLS, one frame in flight on each, no ack timeout. */
  public static ForwardSettings of(Endpoint to, @Nullable SharedKey sharedKey) {
    return new ForwardSettings(to, null, sharedKey, CONNECTIONS, HELD, 1, ForwardTimes.DEFAULT);
  }

  /**
   * Reads {@code source.forward_to}.
   *
   * @param host what this side calls itself in the handshake
   */
  public static ForwardSettings read(Section section, String host) {
    Endpoint to = EndpointKeys.read(section);
    SharedKey sharedKey = SharedKey.read(section, host);
    TlsTrust tls = TlsTrust.read(section.section("tls"));
    if (to instanceof Endpoint.Unix && sharedKey != null) {
      section.problem(
          "shared_key", "a shared key on a Unix socket", "none: Fluent Bit crashes on the two");
    }
    if (!to.local() && tls == null) {
      section.problem("tcp", "'" + to + "' without TLS", "tls, or an address on this host");
    }
    return new ForwardSettings(
        to,
        tls,
        sharedKey,
        section.value("connections", CONNECTIONS, Forms.number(1, 64)),
        section.value("max_in_flight", HELD, Forms.size("1MiB", "1GiB")),
        1,
        ForwardTimes.DEFAULT);
  }

  public ForwardSettings withMaxInFlight(int frames) {
    return new ForwardSettings(to, tls, sharedKey, connections, heldBytes, frames, times);
  }

  /**
   * Where the server listens, and whom to trust there.
   *
   * @throws IOException if the certificates cannot be read
   */
  public ForwardAddress address() throws IOException {
    return ForwardAddress.of(to, tls);
  }
}
