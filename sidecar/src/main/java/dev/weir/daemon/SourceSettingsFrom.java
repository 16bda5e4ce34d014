package dev.weir.daemon;

import dev.weir.config.FluentBitConfig;
import dev.weir.config.ForwardToConfig;
import dev.weir.config.SourceConfig;
import dev.weir.config.WeirConfig;
import dev.weir.settings.Endpoint;
import dev.weir.settings.ForwardUser;
import dev.weir.settings.Secret;
import dev.weir.settings.TlsTrust;
import dev.weir.source.SourceSettings;
import dev.weir.source.SweepSettings;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.send.ForwardAddress;
import dev.weir.source.send.ForwardSettings;
import dev.weir.source.send.SharedKey;
import dev.weir.tls.TrustedServers;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the configuration means for the S3 source. */
final class SourceSettingsFrom {
  /**
   * Frames in flight on a connection that leads to a sidecar: it acknowledges late, in any order.
   */
  private static final int TO_A_SIDECAR = 4;

  /** Fluent Bit adds to a chunk until it has about 2 MB; and what surrounds a record in it. */
  private static final ByteSize FLUENT_BIT_CHUNK = ByteSize.ofKiB(2304);

  private SourceSettingsFrom() {}

  /**
   * Maps all of it.
   *
   * @throws IOException if the CA for TLS cannot be read
   */
  static SourceSettings config(WeirConfig config) throws IOException {
    SourceConfig source = config.source();
    SourceSettings defaults =
        SourceSettings.of(List.of(), List.of(), forward(source.forwardTo(), config));
    return new SourceSettings(
        source.queues(),
        source.buckets(),
        defaults.forward(),
        source.window(),
        source.forwardTo().maxInFlight(),
        source.objectsAtOnce(),
        defaults.heldMessages(),
        source.objectAttempts(),
        Optional.of(source.sweep()).filter(SweepSettings::enabled),
        new FrameLimits(
            defaults.frames().frame(),
            source.maxRecord(),
            packed(config),
            defaults.frames().depth(),
            defaults.frames().growth().with(source.maxRecordsPerByte(), source.maxSentRatio())),
        new DecompressionLimits(
            source.maxObject(), source.maxRatio(), defaults.decompression().ratioFrom()),
        resend(source.fluentBit()),
        ShutdownShares.source(config.shutdownDeadline()));
  }

  /**
   * What a chunk of Fluent Bit may hold already must not make it too large for our own listener.
   */
  private static ByteSize packed(WeirConfig config) {
    long room = config.forward().limits().frame().bytes() - FLUENT_BIT_CHUNK.bytes();
    return new ByteSize(Math.min(2 * config.source().maxRecord().bytes(), room));
  }

  private static SourceSettings.Resend resend(FluentBitConfig fluentBit) {
    int sends = fluentBit.dropsWholeFrames() ? 1 : SourceSettings.Resend.DEFAULT.sends();
    return new SourceSettings.Resend(fluentBit.storage(), fluentBit.resendAfter(), sends);
  }

  private static ForwardSettings forward(ForwardToConfig to, WeirConfig config) throws IOException {
    boolean straight =
        config.forward().listeners().stream().anyMatch(listener -> listener.at().equals(to.to()));
    return ForwardSettings.of(address(to), sharedKey(to, config.host()))
        .withConnections(to.connections())
        .withMaxInFlight(straight ? TO_A_SIDECAR : 1);
  }

  private static ForwardAddress address(ForwardToConfig to) throws IOException {
    return switch (to.to()) {
      case Endpoint.Unix(var path) -> new ForwardAddress.Unix(path);
      case Endpoint.Tcp(String host, int port) -> {
        TlsTrust tls = to.tls();
        yield new ForwardAddress.Tcp(
            host, port, tls == null ? null : TrustedServers.context(tls.ca(), tls.insecure()));
      }
    };
  }

  private static @Nullable SharedKey sharedKey(ForwardToConfig to, String host) {
    Secret key = to.sharedKey();
    if (key == null) {
      return null;
    }
    ForwardUser user = to.user();
    return user == null
        ? SharedKey.of(key.reveal(), host)
        : new SharedKey(key.reveal(), host, user.name(), user.password().reveal());
  }
}
