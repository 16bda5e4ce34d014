package dev.weir.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No test waits for a time where it means an event: it polls with {@code Eventually}, which ends at
 * the event. What pauses all the same is named here, with the reason.
 */
class PausesTest {
  private static final Path ROOT = Path.of("..", "..");

  private static final Pattern PAUSE =
      Pattern.compile("\\.sleep\\(|\\bpark(Nanos|Until)\\(|\\bThread\\.(onSpinWait|yield)\\(");

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("AlertAudit", "a poll whose last finding counts, whatever it is"),
          Map.entry("AlertsBenchmark", "the pace of the load, and a poll that costs little"),
          Map.entry("DemoAlerts", "a poll whose end in vain is no error of the program"),
          Map.entry("Eventually", "the poll itself"),
          Map.entry(
              "BusyHandlerTest", "a handler that is busy, and the pace of questions beside it"),
          Map.entry("DemoProgress", "a poll that shows how far the demo is"),
          Map.entry("ElsewhereTest", "the pace at which hosts send"),
          Map.entry("FairSlotsTest", "the slowness of peers"),
          Map.entry("FaultRun", "when a fault comes and how long it lasts, and polls of a run"),
          Map.entry("HostClient", "the back-off of a sender"),
          Map.entry("KeyOverwritten", "the time between two versions of an object"),
          Map.entry("Load", "the pace of the load"),
          Map.entry("NullAws", "the time that S3 takes to answer"),
          Map.entry("OpenSearchAway", "how long the fault lasts"),
          Map.entry("OwnIdentityTest", "the slowness of a server"),
          Map.entry("ReadingThreadsTest", "the pace of questions beside busy threads"),
          Map.entry("SlowPeersTest", "the slowness of peers, and that a full socket takes nothing"),
          Map.entry("TimeOut", "the slowness of a server"),
          Map.entry("WeirPaused", "how long the fault lasts"));

  @Test
  void onlyWhatIsNamedHerePauses() throws Exception {
    assertEquals(
        new TreeSet<>(REASONS.keySet()),
        pausing(),
        "wait with Eventually, or name the class here with the reason for its pause");
  }

  @Test
  void findsEachKindOfPause() {
    assertTrue(PAUSE.matcher("Thread.sleep(10);").find());
    assertTrue(PAUSE.matcher("TimeUnit.SECONDS.sleep(1);").find());
    assertTrue(PAUSE.matcher("LockSupport.parkNanos(5);").find());
    assertTrue(PAUSE.matcher("Thread.onSpinWait();").find());
  }

  /** The classes that pause, by their names: all of {@code tests}, and the tests of modules. */
  private static Set<String> pausing() throws IOException {
    Set<String> pausing = new TreeSet<>();
    for (String folder : new String[] {"sidecar/src/test", "proto/src/test", "tests"}) {
      Path tests = ROOT.resolve(folder);
      if (!Files.isDirectory(tests)) {
        continue;
      }
      try (Stream<Path> paths = Files.walk(tests)) {
        for (Path path : paths.filter(PausesTest::isSource).toList()) {
          if (PAUSE.matcher(Files.readString(path)).find()) {
            pausing.add(path.getFileName().toString().replace(".java", ""));
          }
        }
      }
    }
    return pausing;
  }

  private static boolean isSource(Path path) {
    return path.toString().endsWith(".java")
        && !path.toString().contains("/target/")
        && !path.endsWith("PausesTest.java");
  }
}
