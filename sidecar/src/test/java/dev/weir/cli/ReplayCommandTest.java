package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.Ledger;
import dev.weir.control.ControlServer;
import dev.weir.control.DaemonStatus;
import dev.weir.replay.Progress;
import dev.weir.replay.ReplayOutcome;
import dev.weir.replay.Replays;
import dev.weir.replay.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir replay}. */
class ReplayCommandTest {
  @TempDir Path folder = Path.of("");
  private final List<Selection> asked = new CopyOnWriteArrayList<>();

  @Test
  void zeroIsAllReplayed() throws Exception {
    CommandRun run = run(new Progress(2, Map.of(ReplayOutcome.INDEXED, 2L)), "--json");

    assertEquals(0, run.code(), run.err());
    assertEquals(
        "{\"dry_run\":false,\"selected\":2,\"outcomes\":{\"indexed\":2},\"left_open\":0}",
        run.out().strip());
    assertTrue(run.err().startsWith("replay: 0 of 2"), run.err());
    assertTrue(run.err().contains("replay: 2 of 2, indexed 2"), run.err());
    assertEquals(Selection.all(), asked.getFirst());
  }

  @Test
  void oneIsSomeLeftOpen() throws Exception {
    Progress end =
        new Progress(5, Map.of(ReplayOutcome.INDEXED, 2L, ReplayOutcome.NOT_REPLAYABLE, 3L));

    CommandRun run = run(end);
    CommandRun dry = run(end, "--dry-run");

    assertEquals(1, run.code());
    assertTrue(run.out().matches("(?s).*not replayable +3\\R.*left open +3\\R.*"), run.out());
    assertEquals(0, dry.code());
    assertTrue(dry.out().startsWith("dead letters selected (dry run)"), dry.out());
    assertTrue(asked.getLast().dryRun());
  }

  @Test
  void passesOnWhatIsSelected() throws Exception {
    CommandRun run =
        run(
            new Progress(0, Map.of()),
            "--reason=too_deep",
            "--type=aws.waf",
            "--object=s3://logs/AWSLogs/",
            "--since=2026-11-21",
            "--limit=7");

    assertEquals(0, run.code(), run.err());
    assertEquals(
        new Selection(
            "too_deep",
            "aws.waf",
            "s3://logs/AWSLogs/",
            Instant.parse("2026-11-21T00:00:00Z"),
            7,
            false,
            false),
        asked.getFirst());
  }

  @Test
  void sinceMayBeHowLongAgo() throws Exception {
    Instant before = Instant.now().minus(Duration.ofHours(24)).minusSeconds(1);

    CommandRun run = run(new Progress(0, Map.of()), "--since=24h");

    Instant since = asked.getFirst().since();
    assertEquals(0, run.code(), run.err());
    assertTrue(since != null && since.isAfter(before) && since.isBefore(before.plusSeconds(60)));
  }

  @Test
  void oneIsAReplayThatBrokeOff() throws Exception {
    CommandRun run = run(null);

    assertEquals(1, run.code());
    assertTrue(run.err().contains("weir: OpenSearch does not answer"), run.err());
  }

  @Test
  void twoIsNoAnswerOrWrongUsage() throws Exception {
    Path absent = folder.resolve("absent.sock");

    CommandRun silent = CommandRun.of("replay", "--socket", absent.toString());
    CommandRun object = run(new Progress(0, Map.of()), "--object=logs/a");
    CommandRun limit = run(new Progress(0, Map.of()), "--limit=0");
    CommandRun since = run(new Progress(0, Map.of()), "--since=yesterday");

    assertEquals(2, silent.code());
    assertTrue(silent.err().contains("there is no socket"), silent.err());
    assertEquals(2, object.code());
    assertEquals(2, limit.code());
    assertEquals(2, since.code());
    assertTrue(since.err().contains("is no time such as"), since.err());
    assertEquals(List.of(), asked);
  }

  /** Runs the command against a daemon whose replay ends so; null for one that breaks off. */
  private CommandRun run(@Nullable Progress end, String... options) throws Exception {
    Replays replays =
        (selection, progress, cancelled) -> {
          asked.add(selection);
          if (end == null) {
            throw new IOException("OpenSearch does not answer: ConnectException");
          }
          progress.accept(new Progress(end.selected(), Map.of()));
          return end;
        };
    Path socket = folder.resolve("control.sock");
    try (ControlServer server =
        new ControlServer(
            socket,
            new DaemonStatus("1.2.3", new Ledger(), Map::of, () -> 0L),
            (request, progress, cancelled) -> {
              throw new IllegalStateException("no source");
            },
            replays)) {
      server.start();
      String[] arguments = new String[options.length + 3];
      arguments[0] = "replay";
      arguments[1] = "--socket";
      arguments[2] = socket.toString();
      System.arraycopy(options, 0, arguments, 3, options.length);
      return CommandRun.of(arguments);
    }
  }
}
