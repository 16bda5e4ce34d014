package dev.weir.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Where the daemon of a demo listens, so that commands without options find it: in a folder that
 * belongs to the user and that nobody else may enter.
 */
public final class DemoSocket {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private DemoSocket() {}

  /**
   * The place for a demo that begins now, its folder made; empty if another demo of this user runs,
   * or the folder cannot be had.
   */
  public static Optional<Path> forDemo() {
    Path socket = path();
    try {
      Path folder = folder();
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
      }
      return isPrivate(folder) && !listens(socket) ? Optional.of(socket) : Optional.empty();
    } catch (IOException | UnsupportedOperationException none) {
      return Optional.empty();
    }
  }

  /** Where a demo of this user listens; empty if none does. */
  public static Optional<Path> ofRunningDemo() {
    Path socket = path();
    try {
      return Files.exists(socket) && isPrivate(folder()) && listens(socket)
          ? Optional.of(socket)
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException none) {
      return Optional.empty();
    }
  }

  private static Path path() {
    return folder().resolve("demo.sock");
  }

  private static Path folder() {
    return Path.of(
        System.getProperty("java.io.tmpdir", "/tmp"),
        "weir-" + System.getProperty("user.name", "user").replace('/', '_'));
  }

  /** In a folder for all, somebody else may have made it: what answers there is not ours then. */
  private static boolean isPrivate(Path folder) throws IOException {
    Path home = Files.createTempFile("weir", null);
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(PRIVATE)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(home));
    } finally {
      Files.deleteIfExists(home);
    }
  }

  private static boolean listens(Path socket) {
    if (!Files.exists(socket)) {
      return false;
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException none) {
      return false;
    }
  }
}
