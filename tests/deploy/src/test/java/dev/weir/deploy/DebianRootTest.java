package dev.weir.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that copies of the Debian root are whole and stand alone. */
class DebianRootTest {
  @Test
  void copiesARootThatRunsPrograms(@TempDir Path temporary) {
    DebianRoot root = DebianRoot.copy(temporary.resolve("root"));
    try {
      Tool.Finished finished = root.run("sh", "-c", "touch /made && dpkg-query -W systemd curl");

      assertEquals(0, finished.code(), finished.output());
      assertTrue(finished.output().contains("systemd\t252"), finished.output());
      assertTrue(Files.exists(root.file("/made")));
      assertTrue(Files.notExists(DebianRoot.base().resolve("made")));
    } finally {
      DebianRoot.delete(root.folder());
    }
  }
}
