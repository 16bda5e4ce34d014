package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.Ledger;
import dev.weir.control.Backfills;
import dev.weir.control.ControlServer;
import dev.weir.control.DaemonStatus;
import dev.weir.proto.v1.BackfillProgress;
import dev.weir.proto.v1.BackfillRequest;
import dev.weir.proto.v1.Conservation;
import dev.weir.proto.v1.TroubledObject;
import dev.weir.replay.Replays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir backfill} against a daemon's socket. */
class BackfillCommandTest {
  private static final BackfillProgress END =
      BackfillProgress.newBuilder()
          .setListed(5)
          .setSettledBefore(1)
          .setMissing(4)
          .setMissingBytes(4 << 20)
          .setCounted(true)
          .setDone(4)
          .setDoneBytes(4 << 20)
          .setRecords(4000)
          .build();

  @TempDir Path folder = Path.of("");
  private final CompletableFuture<BackfillRequest> asked = new CompletableFuture<>();

  @Test
  void asksForWhatWasGivenAndSaysHowItEnded() throws Exception {
    CommandRun run =
        against(
            answering(END), "s3://logs/AWSLogs/1/", "--from", "2026-01-02", "--to", "2026-01-02");

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("5 objects, 1 settled before, 4 to read (4.0 MiB)"), run.out());
    assertTrue(run.out().contains("4 settled now with 4,000 records, 0 given up, 0 left"));
    assertEquals(
        BackfillRequest.newBuilder()
            .setBucket("logs")
            .setPrefix("AWSLogs/1/")
            .setFromSeconds(1767312000)
            .setToSeconds(1767312000 + 86_400)
            .build(),
        asked.get(1, TimeUnit.SECONDS));
  }

  @Test
  void showsHowFarItIs() throws Exception {
    BackfillProgress half =
        END.toBuilder().setDone(2).setDoneBytes(2 << 20).setRecords(2000).build();

    CommandRun run = against(answering(half), "s3://logs");

    assertTrue(
        run.err().contains("[############............]  50 %  2 of 4 objects  2.0 of 4.0 MiB"),
        run.err());
  }

  @Test
  void printsOneJsonObjectForPrograms() throws Exception {
    BackfillProgress end = END.toBuilder().setDone(3).setLeft(1).build();

    CommandRun run = against(answering(end), "s3://logs/", "--json", "--dry-run");

    assertEquals(1, run.code());
    assertEquals("", run.err());
    assertTrue(
        run.out()
            .startsWith(
                "{\"bucket\":\"logs\",\"prefix\":\"\",\"dry_run\":true,\"objects\":5,"
                    + "\"settled_before\":1,\"missing\":4,\"missing_bytes\":4194304,\"done\":3,"
                    + "\"done_bytes\":4194304,\"records\":4000,\"poisoned\":0,\"left\":1,"
                    + "\"seconds\":"),
        run.out());
  }

  @Test
  void aSettledObjectWithUnaccountedRecordsIsNoSuccess() throws Exception {
    BackfillProgress end =
        END.toBuilder()
            .setFates(Conservation.newBuilder().setRead(4000).setIndexed(3993).setUnaccounted(7))
            .setTroubled(1)
            .addTroubles(
                TroubledObject.newBuilder()
                    .setKind("unaccounted")
                    .setBucket("logs")
                    .setKey("a b.gz")
                    .setRecords(7))
            .build();

    CommandRun run = against(answering(end), "s3://logs");

    assertEquals(1, run.code());
    assertTrue(run.out().contains("records: read 4,000, indexed 3,993, unaccounted 7"), run.out());
    assertTrue(run.out().contains("unaccounted   s3://logs/a b.gz, records: 7"), run.out());
    assertTrue(run.out().contains("weir backfill 's3://logs/a b.gz'"), run.out());
  }

  @Test
  void saysThatThereIsNothing() throws Exception {
    BackfillProgress end = BackfillProgress.newBuilder().setCounted(true).build();

    CommandRun run = against(answering(end), "s3://logs/none/");

    assertEquals(1, run.code());
    assertEquals(
        "nothing to read lies below s3://logs/none/: look at the prefix", run.out().strip());
    assertTrue(run.err().contains("0 objects, nothing to read"), run.err());
  }

  @Test
  void saysWhyTheDaemonRefuses() throws Exception {
    CommandRun foreign =
        against(
            (request, progress, cancelled) -> {
              throw new IllegalArgumentException("s3://logs/ is not below source.buckets");
            },
            "s3://logs/");
    CommandRun busy =
        against(
            (request, progress, cancelled) -> {
              throw new IllegalStateException("another backfill runs");
            },
            "s3://logs/");

    assertEquals(2, foreign.code());
    assertEquals("weir: s3://logs/ is not below source.buckets", foreign.err().strip());
    assertEquals(2, busy.code());
    assertEquals("weir: another backfill runs", busy.err().strip());
  }

  @Test
  void refusesWhatIsNoPlaceAndNoTime() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"logs/AWSLogs"},
          {"s3:///x"},
          {"s3://logs/", "--from", "yesterday"},
          {"s3://logs/", "--from", "2026-01-03", "--to", "2026-01-02"}
        }) {
      assertEquals(2, against(answering(END), wrong).code(), String.join(" ", wrong));
    }
  }

  private Backfills answering(BackfillProgress end) {
    return new Backfills() {
      @Override
      public void run(
          BackfillRequest request, Consumer<BackfillProgress> progress, BooleanSupplier cancelled) {
        asked.complete(request);
        progress.accept(end);
      }
    };
  }

  private CommandRun against(Backfills backfills, String... arguments) throws Exception {
    DaemonStatus status = new DaemonStatus("1", new Ledger(), Map::of, () -> 0L);
    Replays none =
        (selection, progress, cancelled) -> {
          throw new IOException("nothing to replay from");
        };
    try (ControlServer server = new ControlServer(folder.resolve("s"), status, backfills, none)) {
      server.start();
      String[] all = new String[arguments.length + 3];
      all[0] = "backfill";
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      all[all.length - 2] = "--socket";
      all[all.length - 1] = server.socket().toString();
      return CommandRun.of(all);
    }
  }
}
