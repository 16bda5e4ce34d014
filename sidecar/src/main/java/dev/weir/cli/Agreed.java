package dev.weir.cli;

import dev.weir.config.WeirConfig;
import dev.weir.fluentbit.Address;
import dev.weir.fluentbit.WatchedBucket;
import dev.weir.fluentbit.WeirSide;
import dev.weir.forward.Listener;
import dev.weir.settings.Endpoint;
import dev.weir.source.SourceSettings;
import java.util.List;
import java.util.Optional;

/** What weir and its Fluent Bit have to agree on, as weir's configuration has it. */
final class Agreed {
  private Agreed() {}

  static WeirSide of(WeirConfig config) {
    List<Address> listeners =
        config.forward().enabled()
            ? config.forward().listeners().stream().map(Listener::at).map(Agreed::address).toList()
            : List.of();
    SourceSettings source = config.source();
    if (!source.enabled()) {
      return new WeirSide(List.of(), Optional.empty(), Optional.empty(), false, listeners);
    }
    Address to = address(source.forwardTo().to());
    boolean straight = listeners.contains(to);
    return new WeirSide(
        source.buckets().stream()
            .map(bucket -> new WatchedBucket(bucket.bucket(), bucket.prefixes(), bucket.exclude()))
            .toList(),
        Optional.ofNullable(source.fluentBit().storage()),
        straight ? Optional.empty() : Optional.of(to),
        source.forwardTo().to().local(),
        listeners);
  }

  private static Address address(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Unix unix -> Address.unix(unix.path());
      case Endpoint.Tcp tcp -> Address.tcp(tcp.port());
    };
  }
}
