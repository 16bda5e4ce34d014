package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first command of the README, as a program would call it. */
class DemoTest {
  @Test
  void printsASummaryThatAddsUp() throws Exception {
    Process demo =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.weir.cli.Main",
                    "demo",
                    "--once",
                    "--json"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    demo.getOutputStream().close();
    String printed =
        new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertEquals(0, demo.waitFor());
    JsonNode summary =
        new ObjectMapper().readTree(printed.substring(printed.lastIndexOf('\n') + 1));
    long sum = 0;
    for (String fate :
        List.of(
            "indexed",
            "already_indexed",
            "filtered",
            "dead_lettered",
            "dropped_in_fluent_bit",
            "unaccounted",
            "in_flight")) {
      sum += summary.path(fate).asLong();
    }
    assertTrue(summary.path("read").asLong() > 0);
    assertEquals(summary.path("read").asLong(), sum);
    assertEquals(0, summary.path("in_flight").asLong());
    assertEquals(0, summary.path("unaccounted").asLong());
    assertEquals(0, summary.path("duplicates").asLong());
    assertEquals(21, summary.path("objects").asLong());
    assertTrue(summary.path("alerts").asLong() >= Incident.rules().size());
  }
}
