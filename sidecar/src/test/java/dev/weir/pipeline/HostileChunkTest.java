package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small messages that grow large where they are worked on, sent over a socket to a process with
 * little memory: it lives on, and each record has its fate.
 */
@Timeout(120)
class HostileChunkTest {
  private static final String HEAP = "-Xmx192m";

  @ParameterizedTest
  @CsvSource({
    "ENTRIES, 1000000 documents too_many_entries",
    "FIELDS, 0 documents too_many_fields",
    "NILS, 0 documents too_large",
    "CONTROLS, 0 documents too_large",
  })
  void livesOn(HostileChunk.Attack attack, String told) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    HEAP,
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    HostileChunk.class.getName(),
                    attack.name()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue(), out);
      assertEquals(told, out.strip());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void attacksAreSmall() {
    for (HostileChunk.Attack attack : HostileChunk.Attack.values()) {
      int bytes = HostileChunk.message(attack).length;
      assertTrue(bytes < 200_000, attack + " has " + bytes + " bytes");
    }
  }
}
