package dev.weir.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list that is larger than the heap is refused, and does not end the process. */
class HugeListsTest {
  private static final int FORMS = 11;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder = Path.of("");

  @Test
  void aListThatTheHeapCannotHoldIsRefusedAndTheLastOneStaysInForce() throws Exception {
    Path told = folder.resolve("told.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx80m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HugeLists.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(told.toFile())
            .start();
    try {
      assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "it does not end");
    } finally {
      process.destroyForcibly();
    }

    List<String> lines = Files.readAllLines(told);
    assertEquals(0, process.exitValue(), () -> "it ended behind " + lines);
    assertEquals(FORMS, lines.size(), lines::toString);
    for (String line : lines) {
      assertTrue(line.contains(": kept, there is no room for it"), line);
    }
  }
}
