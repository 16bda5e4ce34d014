package dev.weir.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in a folder. */
class FolderDestinationTest {
  @TempDir Path folder = Path.of("");

  @Test
  void writesTheKeyAsPathAndLeavesNothingElse() throws Exception {
    byte[] content = {1, 2, 3};
    try (Destination destination = new FolderDestination(folder.resolve("new"))) {
      destination.put(new GeneratedFile("a/b/c.log", content, Truth.NOTHING));
    }

    assertArrayEquals(content, Files.readAllBytes(folder.resolve("new/a/b/c.log")));
    try (var files = Files.walk(folder)) {
      assertEquals(1, files.filter(Files::isRegularFile).count());
    }
  }
}
