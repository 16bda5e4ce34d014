package dev.weir.fluentbit;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a forward socket is, as far as it can be compared: by host names nothing could be told.
 *
 * @param unix the path of a Unix socket
 * @param port of TCP, 0 for a Unix socket
 */
public record Address(Optional<Path> unix, int port) {
  private static final int DEFAULT_PORT = 24_224;

  /** A Unix socket. */
  public static Address unix(Path path) {
    return new Address(Optional.of(path.toAbsolutePath().normalize()), 0);
  }

  /** A TCP port. */
  public static Address tcp(int port) {
    return new Address(Optional.empty(), port);
  }

  /** That of a forward input or output; empty if it cannot be told, as with a variable unset. */
  static Optional<Address> of(Section section) {
    Optional<Property> path = section.property("unix_path");
    String value =
        path.map(Property::value)
            .orElseGet(() -> section.value("port", String.valueOf(DEFAULT_PORT)));
    if (path.isPresent()) {
      return ConfigurationFiles.hasUnset(value)
          ? Optional.empty()
          : Optional.of(unix(Path.of(value)));
    }
    return value.matches("\\d{1,5}") ? Optional.of(tcp(Integer.parseInt(value))) : Optional.empty();
  }

  /** As it stands in a configuration: {@code unix_path /run/x.sock} or {@code port 24224}. */
  @Override
  public String toString() {
    return unix.map(path -> "unix_path " + path).orElseGet(() -> "port " + port);
  }
}
