package dev.weir.deploy.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two builds give the same bytes. */
class ReproducibleTest {
  @Test
  void twoBuildsAreEqual(@TempDir Path folder) throws Exception {
    Path other = folder.resolve("elsewhere");
    Packages.make(other, Packages.NUMBER);

    Path first = Packages.folder();
    assertEquals(
        Files.readString(first.resolve("SHA256SUMS")),
        Files.readString(other.resolve("SHA256SUMS")));
  }
}
