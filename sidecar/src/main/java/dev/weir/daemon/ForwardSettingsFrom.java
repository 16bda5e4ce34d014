package dev.weir.daemon;

import dev.weir.config.Endpoint;
import dev.weir.config.ForwardConfig;
import dev.weir.config.ForwardUser;
import dev.weir.config.ListenerConfig;
import dev.weir.config.TlsIdentity;
import dev.weir.config.WeirConfig;
import dev.weir.forward.ForwardDeadlines;
import dev.weir.forward.ForwardLimits;
import dev.weir.forward.ForwardSettings;
import dev.weir.forward.Listener;
import dev.weir.forward.SharedKeyAuth;
import dev.weir.forward.TlsKeys;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the configuration means for the forward server. */
final class ForwardSettingsFrom {
  private ForwardSettingsFrom() {}

  static ForwardSettings config(WeirConfig config) {
    ForwardConfig forward = config.forward();
    ForwardLimits limits = ForwardLimits.DEFAULT;
    ForwardDeadlines deadlines = ForwardDeadlines.DEFAULT;
    return new ForwardSettings(
        forward.listeners().stream().map(each -> listener(each, config.host())).toList(),
        new ForwardLimits(
            forward.budget(),
            limits.slot(),
            forward.maxFrame(),
            forward.maxFrame(),
            limits.decompressionRatio(),
            limits.inFlightPerConnection(),
            forward.maxConnections(),
            forward.maxConnectionsPerPeer(),
            forward.minRate()),
        new ForwardDeadlines(
            forward.handshakeTimeout(),
            forward.stallTimeout(),
            deadlines.writeStall(),
            ShutdownShares.other(config.shutdownDeadline())));
  }

  private static Listener listener(ListenerConfig config, String host) {
    return switch (config.at()) {
      case Endpoint.Unix(var path) -> new Listener.UnixSocket(path);
      case Endpoint.Tcp(String address, int port) -> {
        SharedKeyAuth auth = auth(config, host);
        TlsIdentity tls = config.tls();
        yield tls == null
            ? new Listener.Tcp(address, port, auth, config.insecure())
            : new Listener.Tls(
                address,
                port,
                new TlsKeys.Pem(tls.cert(), tls.key()),
                null,
                auth,
                config.insecure());
      }
    };
  }

  private static @Nullable SharedKeyAuth auth(ListenerConfig config, String host) {
    if (config.sharedKey() == null) {
      return null;
    }
    return new SharedKeyAuth(
        host,
        config.sharedKey().reveal(),
        config.users().stream()
            .collect(Collectors.toMap(ForwardUser::name, user -> user.password().reveal())));
  }
}
