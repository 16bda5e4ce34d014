package dev.weir.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {
  @TempDir Path folder = Path.of("");

  @Test
  void removesWhatAProcessLeftBehind() throws Exception {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel server = listen(socket)) {
      assertTrue(server.isOpen());
    }
    assertTrue(Files.exists(socket));

    SocketFile.removeStale(socket);
    SocketFile.removeStale(socket);

    assertFalse(Files.exists(socket));
  }

  @Test
  void saysWhatToDoAboutAFolderThatIsNotThere() {
    assertEquals(
        "there is no folder " + folder + "/none: make it, and let this user write there",
        SocketFile.folderProblem(folder.resolve("none/a.sock")));
    assertNull(SocketFile.folderProblem(folder.resolve("a.sock")));
  }

  @Test
  void leavesWhatIsNoSocket() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Path fifo = folder.resolve("fifo");
    run("mkfifo", fifo.toString());
    Path socket = folder.resolve("s");
    listen(socket).close();
    Path link = Files.createSymbolicLink(folder.resolve("link"), socket);
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("none"));

    for (Path each : new Path[] {file, fifo, link, dangling, folder}) {
      IOException refused = assertThrows(IOException.class, () -> SocketFile.removeStale(each));
      assertTrue(String.valueOf(refused.getMessage()).contains("is no socket"), each.toString());
      assertTrue(Files.exists(each, LinkOption.NOFOLLOW_LINKS), each.toString());
    }
  }

  @Test
  void leavesASocketThatSomebodyListensOnThoughItsQueueIsFull() throws Exception {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        SocketChannel first = SocketChannel.open(StandardProtocolFamily.UNIX);
        SocketChannel second = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket), 1);
      first.configureBlocking(false);
      second.configureBlocking(false);
      first.connect(UnixDomainSocketAddress.of(socket));
      second.connect(UnixDomainSocketAddress.of(socket));

      assertInUse(socket);
    }
  }

  @Test
  void leavesASocketThatIsBoundAndDoesNotListen() throws Exception {
    Path socket = folder.resolve("s");
    try (SocketChannel bound = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      bound.bind(UnixDomainSocketAddress.of(socket));

      assertInUse(socket);
    }
  }

  /** Java has no such sockets: the system's logger has one, of which the JDK knows nothing. */
  @Test
  void leavesASocketForDatagramsThatIsOpen() throws Exception {
    Path socket = folder.resolve("s");
    Process other =
        new ProcessBuilder(
                "perl",
                "-MSocket",
                "-e",
                "socket(S, AF_UNIX, SOCK_DGRAM, 0) or die; bind(S, sockaddr_un($ARGV[0])) or die;"
                    + " print \"bound\\n\"; close(STDOUT); <STDIN>",
                socket.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertEquals("bound", other.inputReader().readLine());

      assertInUse(socket);
    } finally {
      other.destroyForcibly();
      other.waitFor();
    }
    SocketFile.removeStale(socket);
    assertFalse(Files.exists(socket));
  }

  @Test
  void deletesItsOwnSocketAndNoOther() throws Exception {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel server = listen(socket)) {
      SocketFile own = SocketFile.made(socket);
      assertTrue(server.isOpen());
      Files.move(socket, folder.resolve("moved"));
      own.delete();
      Files.writeString(socket, "another's");
      own.delete();
      assertEquals("another's", Files.readString(socket));

      Files.move(
          folder.resolve("moved"), socket, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      own.delete();
    }

    assertFalse(Files.exists(socket));
  }

  private static void assertInUse(Path socket) {
    IOException refused = assertThrows(IOException.class, () -> SocketFile.removeStale(socket));
    assertTrue(String.valueOf(refused.getMessage()).contains("is in use"), refused.getMessage());
    assertTrue(Files.exists(socket));
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket));
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }
}
