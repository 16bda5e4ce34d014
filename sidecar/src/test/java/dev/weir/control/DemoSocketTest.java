package dev.weir.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.account.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where commands find the daemon of a demo. */
class DemoSocketTest {
  private static final String TEMPORARY = "java.io.tmpdir";

  @TempDir Path folder = Path.of("");
  private String before = "";

  @BeforeEach
  void elsewhere() {
    before = System.setProperty(TEMPORARY, folder.toString());
  }

  @AfterEach
  void back() {
    System.setProperty(TEMPORARY, before);
  }

  @Test
  void isFoundWhileADemoRuns() throws Exception {
    assertEquals(Optional.empty(), DemoSocket.ofRunningDemo());
    Path socket = DemoSocket.forDemo().orElseThrow();
    try (ControlServer server = server(socket)) {
      server.start();

      assertEquals(Optional.of(socket), DemoSocket.ofRunningDemo());
      assertEquals(Optional.empty(), DemoSocket.forDemo(), "a second demo has none");
    }
    assertEquals(Optional.empty(), DemoSocket.ofRunningDemo());
  }

  @Test
  void isNotBelievedInAFolderThatOthersMayEnter() throws Exception {
    Path socket = DemoSocket.forDemo().orElseThrow();
    try (ControlServer server = server(socket)) {
      server.start();

      Files.setPosixFilePermissions(
          folder.resolve(folder.relativize(socket).getName(0)),
          PosixFilePermissions.fromString("rwxrwxrwx"));

      assertEquals(Optional.empty(), DemoSocket.ofRunningDemo());
    }
  }

  private static ControlServer server(Path socket) {
    return new ControlServer(
        socket,
        new DaemonStatus("1.2.3", new Ledger(), Map::of, () -> 0L),
        (request, progress, cancelled) -> {
          throw new IllegalStateException("no source");
        },
        (selection, progress, cancelled) -> {
          throw new IOException("nothing to replay from");
        });
  }
}
