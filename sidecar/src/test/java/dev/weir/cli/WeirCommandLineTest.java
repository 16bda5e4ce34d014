package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** Help, versions, exit codes and commands from elsewhere. */
class WeirCommandLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "check",
        "status",
        "backfill",
        "explain",
        "types",
        "generate",
        "new-key",
        "demo",
        "bench",
        "faults"
      })
  void eachCommandHasHelpAndVersion(String command) {
    CommandRun help = CommandRun.of(command, "--help");
    CommandRun version = CommandRun.of(command, "--version");

    assertEquals(0, help.code());
    assertTrue(help.out().contains("Usage: weir " + command), help.out());
    assertEquals(0, version.code());
    assertTrue(version.out().matches("weir \\d+\\.\\d+.*\\RJava 2.*\\R"), version.out());
  }

  @Test
  void aNewKeyIsOf32BytesAndAnotherEachTime() {
    String first = CommandRun.of("new-key").out().strip();
    String second = CommandRun.of("new-key").out().strip();

    assertTrue(first.matches("[0-9a-f]{64}"), first);
    assertNotEquals(first, second);
  }

  @Test
  void wrongUsageIsTwo() {
    assertEquals(2, CommandRun.of().code());
    assertEquals(2, CommandRun.of("rnu").code());
    assertEquals(2, CommandRun.of("run").code());
    assertEquals(2, CommandRun.of("generate", "--files", "many", "x").code());
    assertTrue(CommandRun.of("chekc").err().contains("check"), "no suggestion");
  }

  @Test
  void namesTheOneCommandThatIsMeantOrNone() {
    assertEquals(
        "weir: there is no command 'chekc'; did you mean weir check? weir --help lists all of"
            + " them.\n",
        CommandRun.of("chekc").err());
    assertEquals(
        "weir: there is no command 'frobnicate'. weir --help lists all of them.\n",
        CommandRun.of("frobnicate").err());
    assertTrue(CommandRun.of("--frobnicate").err().contains("Unknown option"));
    assertTrue(CommandRun.of("types", "a", "b").err().contains("'b'"));
  }

  @Test
  void saysThatTheDemoNeedsACheckout() {
    CommandRun demo = CommandRun.of("demo", "--once", "--json");

    assertEquals(2, demo.code());
    assertTrue(demo.err().contains("./weir demo in a source checkout"), demo.err());
  }

  @Test
  void aProviderBringsItsCommandAndTakesThePlaceOfTheStandIn() {
    CommandRun demo =
        CommandRun.of(new RecordingDaemons(false), List.of(Demo::new), new ManualStop(), "demo");

    assertEquals(1, demo.code());
    assertEquals("", demo.err());
  }

  @Test
  void aFailureIsOneLineAndNoStackTrace() {
    CommandRun broken =
        CommandRun.of(
            new RecordingDaemons(false), List.of(Broken::new), new ManualStop(), "broken");

    assertEquals(1, broken.code());
    assertEquals("weir: the disk is full", broken.err().strip());
  }

  @Command(name = "demo")
  static final class Demo implements Callable<Integer> {
    @Override
    public Integer call() {
      return 1;
    }
  }

  @Command(name = "broken")
  static final class Broken implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("the disk is full");
    }
  }
}
