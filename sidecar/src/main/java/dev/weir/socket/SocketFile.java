package dev.weir.socket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file of a Unix socket that this process listens on. Only sockets are ever removed: one that
 * its process left behind before the socket is made, and the own one at the end.
 */
public final class SocketFile {
  private static final int KIND = 0170000;
  private static final int SOCKET = 0140000;

  /** The sockets of this network namespace (proc(5)); the last column is the path, if any. */
  private static final Path KERNELS = Path.of("/proc/net/unix");

  private final Path path;
  private final @Nullable Object key;

  private SocketFile(Path path, @Nullable Object key) {
    this.path = path;
    this.key = key;
  }

  /**
   * Removes a socket that nobody has open any more, so that another can be made in its place.
   *
   * @throws IOException if a process has it open, or may have; or if the file is of another kind: a
   *     file, a folder, a FIFO, a link, whatever it leads to
   */
  public static void removeStale(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    if ((mode & KIND) != SOCKET) {
      throw new IOException(path + " is there and is no socket: remove it, or name another path");
    }
    if (isOpen(path)) {
      throw new IOException(path + " is in use: another process has this socket open");
    }
    Files.delete(path);
  }

  /** What of its folder keeps a socket from being made there, and what to do; null if nothing. */
  public static @Nullable String folderProblem(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "there is no folder " + folder + ": make it, and let this user write there";
    }
    return Files.isWritable(folder) ? null : "this user may not write into " + folder;
  }

  /**
   * Takes note of the socket that was made there, and lets its group use it (mode 0660).
   *
   * @throws IOException if its mode cannot be changed
   */
  public static SocketFile made(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
    return new SocketFile(path, key(path));
  }

  /**
   * Removes the socket, unless something else has taken its place meanwhile.
   *
   * @throws IOException if it is there and cannot be removed
   */
  public void delete() throws IOException {
    try {
      if (Objects.equals(key, key(path))) {
        Files.delete(path);
      }
    } catch (NoSuchFileException e) {
      // Somebody was faster.
    }
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /**
   * Whether a process has the socket open. Only a refused connection says that none listens; a
   * socket for datagrams, a full queue and a missing permission answer otherwise. A socket that is
   * bound and does not listen refuses as well, so the kernel's list is asked, too.
   */
  private static boolean isOpen(Path path) throws IOException {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      // A listener whose queue is full would keep a blocking probe for ever.
      probe.configureBlocking(false);
      boolean unused = probe.connect(UnixDomainSocketAddress.of(path));
      return true;
    } catch (ConnectException refused) {
      return isInKernelsList(path);
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean isInKernelsList(Path path) throws IOException {
    if (!Files.isReadable(KERNELS)) {
      return false;
    }
    String end = " " + path;
    String absolute = " " + path.toAbsolutePath();
    // Paths are bytes of any kind.
    return Files.readAllLines(KERNELS, StandardCharsets.ISO_8859_1).stream()
        .map(line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        .anyMatch(line -> line.endsWith(end) || line.endsWith(absolute));
  }
}
