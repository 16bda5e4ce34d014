package dev.weir.daemon;

import dev.weir.config.WeirConfig;
import dev.weir.settings.Endpoint;
import dev.weir.socket.SocketFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a daemon of this configuration would listen, and what would keep it from that. If one
 * answers at the control socket, its ports and sockets are in use by itself: only folders are
 * looked at then.
 */
final class ListeningPlaces {
  private final Map<String, Optional<String>> results = new LinkedHashMap<>();
  private final boolean running;

  private ListeningPlaces(boolean running) {
    this.running = running;
  }

  /** For each place what is in the way; empty if nothing is. */
  static Map<String, Optional<String>> check(WeirConfig config) {
    Path control = config.control().enabled() ? config.control().socket() : null;
    ListeningPlaces places = new ListeningPlaces(control != null && answers(control));
    if (config.forward().enabled()) {
      config.forward().listeners().forEach(each -> places.place("forward.listeners", each.at()));
    }
    if (config.metrics().enabled()) {
      places.place("metrics.listen", config.metrics().listen());
    }
    if (control != null) {
      places.place("control.socket", new Endpoint.Unix(control));
    }
    return places.results;
  }

  private void place(String key, Endpoint at) {
    String problem =
        switch (at) {
          case Endpoint.Unix(Path path) -> socket(path);
          case Endpoint.Tcp(String host, int port) -> port(host, port);
        };
    results.put(key + " " + at, Optional.ofNullable(problem));
  }

  private @Nullable String socket(Path path) {
    String folder = SocketFile.folderProblem(path);
    if (folder != null) {
      return folder;
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    if (!isSocket(path)) {
      return "a file of another kind is there: remove it, or name another path";
    }
    return !running && answers(path)
        ? "another program listens there: end it, or name another path"
        : null;
  }

  private @Nullable String port(String host, int port) {
    if (running || port == 0) {
      return null;
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return "no address is known for " + host;
    }
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(address);
      return null;
    } catch (IOException | RuntimeException e) {
      return "cannot listen: "
          + e.getMessage()
          + "; a weir that runs already, or another program, may hold the port";
    }
  }

  private static boolean isSocket(Path path) {
    try {
      BasicFileAttributes is =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return is.isOther();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answers(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
