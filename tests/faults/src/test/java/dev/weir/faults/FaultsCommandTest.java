package dev.weir.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.e2e.FluentBit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command as CI calls it: a short run of overlapping faults. */
class FaultsCommandTest {
  private static final int WRONG_USAGE = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @Test
  void losesNothingStraightToTheSidecar() throws IOException {
    JsonNode result = shortRun("--straight");

    assertTrue(result.path("fluent_bit").isNull(), result.toString());
    assertTrue(result.path("not_run").has("kill_fluent_bit"), result.toString());
  }

  @Test
  void losesNothingThroughFluentBitWhereThereIsOne() throws IOException {
    String version = FluentBit.find(null).map(FluentBit::version).orElse(null);
    JsonNode result = shortRun();

    assertEquals(version, result.path("fluent_bit").textValue());
  }

  @Test
  void refusesKindsThatThereAreNotAndFaultsThatAreNone() {
    assertEquals(WRONG_USAGE, faults("--kind", "kill_everything"));
    assertEquals(WRONG_USAGE, faults("--faults", "0"));
    assertEquals(WRONG_USAGE, faults("--faults", "10", "--records", "5"));
  }

  private JsonNode shortRun(String... further) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--seed", "4", "--faults", "10", "--records", "15000", "--away", "2"));
    arguments.addAll(List.of(further));
    arguments.add("--json");

    int code = faults(arguments.toArray(String[]::new));

    assertEquals(0, code, () -> progress.toString(StandardCharsets.UTF_8));
    JsonNode result =
        new ObjectMapper()
            .readTree(out.toString(StandardCharsets.UTF_8).lines().toList().getLast());
    assertEquals(4, result.path("seed").asLong());
    assertTrue(result.path("records").asLong() >= 15_000, result.toString());
    assertEquals(0, result.path("lost").asLong(-1));
    assertEquals(0, result.path("twice").asLong(-1));
    assertTrue(result.path("faults").size() >= 8, result.toString());
    assertTrue(result.path("seconds").asDouble() > 0, result.toString());
    return result;
  }

  private int faults(String... arguments) {
    return new CommandLine(
            new FaultsCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(progress, true, StandardCharsets.UTF_8)))
        .setErr(new PrintWriter(progress, true, StandardCharsets.UTF_8))
        .execute(arguments);
  }
}
