package dev.weir.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket in the file system that its server left behind. */
final class StaleSocket {
  private static final Logger LOG = LoggerFactory.getLogger(StaleSocket.class);

  private StaleSocket() {}

  /**
   * Removes the socket if nobody listens on it.
   *
   * @throws IOException if somebody does, or if the file is no socket
   */
  static void remove(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Object isOther = Files.getAttribute(path, "isOther", LinkOption.NOFOLLOW_LINKS);
    if (!Boolean.TRUE.equals(isOther)) {
      throw new IOException(path + " is there and is no socket: remove it, or name another path");
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      Files.delete(path);
      return;
    }
    throw new IOException(path + " is in use: another process listens there");
  }

  /** Deletes what the server that is closing had made. */
  static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("Could not remove {}, the next start will: {}", path, e.toString());
    }
  }
}
