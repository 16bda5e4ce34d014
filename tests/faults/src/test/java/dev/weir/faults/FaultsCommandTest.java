package dev.weir.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void losesNothingThroughFluentBit(Optional<FluentBit> fluentBit) throws IOException {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    JsonNode result = shortRun("--fluent-bit", fluentBit.get().program().toString());

    assertEquals(fluentBit.get().version(), result.path("fluent_bit").textValue());
    assertFalse(result.path("not_run").has("kill_fluent_bit"), result.toString());
  }

  @Test
  void refusesKindsThatThereAreNotAndFaultsThatAreNone() {
    assertEquals(WRONG_USAGE, faults("--kind", "kill_everything"));
    assertEquals(WRONG_USAGE, faults("--faults", "0"));
    assertEquals(WRONG_USAGE, faults("--faults", "10", "--records", "5"));
  }

  @Test
  void refusesWhatIsNoFluentBit() {
    assertEquals(WRONG_USAGE, faults("--fluent-bit", "/bin/true"));
    assertTrue(
        progress.toString(StandardCharsets.UTF_8).contains("/bin/true is no Fluent Bit"),
        progress.toString(StandardCharsets.UTF_8));
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
    assertTrue(result.path("alerts").asLong() > 0, result.toString());
    assertEquals(0, result.path("alerts_lost").asLong(-1));
    assertEquals(0, result.path("alerts_twice").asLong(-1));
    assertEquals(0, result.path("alerts_unsent").asLong(-1));
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
