package dev.weir.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.Fate;
import dev.weir.account.Ledger;
import dev.weir.account.ObjectVersion;
import dev.weir.proto.v1.Conservation;
import dev.weir.proto.v1.ReplayProgress;
import dev.weir.proto.v1.ReplayRequest;
import dev.weir.proto.v1.StatusReply;
import dev.weir.replay.Progress;
import dev.weir.replay.ReplayOutcome;
import dev.weir.replay.Replays;
import dev.weir.replay.Selection;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon's status, asked over its socket. */
class ControlServerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @TempDir Path folder = Path.of("");
  private final Ledger ledger = new Ledger();
  private final AtomicLong clock = new AtomicLong(7);
  private Replays replays =
      (selection, progress, cancelled) -> {
        throw new IOException("nothing to replay from");
      };

  @Test
  void tellsWhatBecameOfAllRecords() throws Exception {
    ledger.settleUnstamped(Fate.INDEXED, 90);
    ledger.settleUnstamped(new Fate.Filtered("noise"), 7);
    ledger.settleUnstamped(new Fate.DeadLettered("too_large", true), 3);
    ledger.open(new ObjectVersion("bucket", "key", "1"));
    Map<String, String> notReady = Map.of("opensearch", "does not answer");
    try (ControlServer server = server(folder.resolve("s"), notReady)) {
      server.start();
      clock.addAndGet(90_000_000_000L);

      StatusReply status = ControlClient.status(server.socket(), DEADLINE);

      assertEquals("1.2.3", status.getVersion());
      assertEquals(90, status.getUptimeSeconds());
      assertEquals(1, status.getOpenObjects());
      assertEquals(0, status.getSettledObjects());
      assertEquals(notReady, status.getNotReadyMap());
      assertEquals(
          Conservation.newBuilder()
              .setRead(100)
              .setIndexed(90)
              .putFiltered("noise", 7)
              .putDeadLettered("too_large", 3)
              .build(),
          status.getRecords());
    }
  }

  @Test
  void hundredsOfConnectionsThatSayNothingAreBounded() throws Exception {
    List<SocketChannel> idle = new ArrayList<>();
    try (ControlServer server = server(folder.resolve("s"), Map.of())) {
      server.start();
      for (int i = 0; i < 150; i++) {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(server.socket()));
        idle.add(channel);
      }
      // Those beyond the limit are closed; the others first hear the server's settings.
      int closed = 0;
      for (SocketChannel channel : idle.subList(64, 150)) {
        closed += channel.read(ByteBuffer.allocate(64)) < 0 ? 1 : 0;
      }
      assertEquals(86, closed);
      assertThrows(IOException.class, () -> ControlClient.status(server.socket(), DEADLINE));

      for (SocketChannel channel : idle) {
        channel.close();
      }

      assertEquals("1.2.3", statusBefore(server, System.nanoTime() + DEADLINE.toNanos()));
    } finally {
      for (SocketChannel channel : idle) {
        channel.close();
      }
    }
  }

  private static String statusBefore(ControlServer server, long deadline) throws IOException {
    while (true) {
      try {
        return ControlClient.status(server.socket(), DEADLINE).getVersion();
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  @Test
  void onlyTheDaemonsUserAndGroupMayAsk() throws Exception {
    try (ControlServer server = server(folder.resolve("s"), Map.of())) {
      server.start();

      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(server.socket()));

      assertEquals("rw-rw----", mode);
    }
  }

  @Test
  void replacesASocketThatAProcessLeftBehind() throws Exception {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket));
    }
    assertTrue(Files.exists(socket));

    try (ControlServer server = server(socket, Map.of())) {
      server.start();

      assertEquals("1.2.3", ControlClient.status(socket, DEADLINE).getVersion());
    }
    assertFalse(Files.exists(socket));
  }

  @Test
  void neverTakesASocketInUseOrAFile() throws Exception {
    Path socket = folder.resolve("s");
    Path file = Files.writeString(folder.resolve("f"), "mine");
    try (ControlServer first = server(socket, Map.of())) {
      first.start();

      String inUse = refusal(socket);
      String noSocket = refusal(file);

      assertTrue(inUse.contains("is in use"), inUse);
      assertTrue(noSocket.contains("is no socket"), noSocket);
      assertEquals("1.2.3", ControlClient.status(socket, DEADLINE).getVersion());
    }
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void saysThatNobodyAnswersOrNotInTime() throws Exception {
    Path socket = folder.resolve("s");
    IOException absent =
        assertThrows(IOException.class, () -> ControlClient.status(socket, DEADLINE));
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      IOException late =
          assertThrows(
              IOException.class, () -> ControlClient.status(socket, Duration.ofSeconds(1)));
      assertEquals("no answer on " + socket + " within 1 s", late.getMessage());
    }
    IOException left =
        assertThrows(IOException.class, () -> ControlClient.status(socket, DEADLINE));

    assertTrue(String.valueOf(absent.getMessage()).contains("no socket " + socket));
    assertEquals("no daemon answers on " + socket + ": it is not running", left.getMessage());
  }

  @Test
  void replaysWhatTheCallerSelects() throws Exception {
    List<Selection> asked = new ArrayList<>();
    replays =
        (selection, progress, cancelled) -> {
          asked.add(selection);
          progress.accept(new Progress(3, Map.of(ReplayOutcome.INDEXED, 1L)));
          return new Progress(
              3, Map.of(ReplayOutcome.INDEXED, 1L, ReplayOutcome.DEAD_LETTERED, 2L));
        };
    List<ReplayProgress> steps = new ArrayList<>();
    try (ControlServer server = server(folder.resolve("s"), Map.of())) {
      server.start();

      ReplayProgress end =
          ControlClient.replay(
              server.socket(),
              ReplayRequest.newBuilder()
                  .setReason("too_deep")
                  .setObject("s3://logs/AWSLogs/")
                  .setSinceMillis(1_700_000_000_000L)
                  .setLimit(3)
                  .setDryRun(true)
                  .build(),
              steps::add);

      assertEquals(
          new Selection(
              "too_deep",
              null,
              "s3://logs/AWSLogs/",
              Instant.ofEpochMilli(1_700_000_000_000L),
              3,
              true,
              false),
          asked.getFirst());
      assertEquals(2, steps.size());
      assertEquals(Map.of("indexed", 1L, "dead_lettered", 2L), end.getOutcomesMap());
      assertEquals(2, end.getLeftOpen());
    }
  }

  @Test
  void saysWhyAReplayFailed() throws Exception {
    try (ControlServer server = server(folder.resolve("s"), Map.of())) {
      server.start();

      ReplayException failed =
          assertThrows(
              ReplayException.class,
              () ->
                  ControlClient.replay(
                      server.socket(), ReplayRequest.getDefaultInstance(), step -> {}));
      ReplayException wrong =
          assertThrows(
              ReplayException.class,
              () ->
                  ControlClient.replay(
                      server.socket(),
                      ReplayRequest.newBuilder().setObject("logs").build(),
                      step -> {}));

      assertEquals("nothing to replay from", failed.getMessage());
      assertTrue(String.valueOf(wrong.getMessage()).contains("s3://bucket"), wrong.getMessage());
    }
  }

  /** What a server says that cannot start there; it is closed again. */
  private String refusal(Path socket) {
    try (ControlServer server = server(socket, Map.of())) {
      return String.valueOf(assertThrows(IOException.class, server::start).getMessage());
    }
  }

  private ControlServer server(Path socket, Map<String, String> notReady) {
    return new ControlServer(
        socket,
        new DaemonStatus("1.2.3", ledger, () -> notReady, clock::get),
        (request, progress, cancelled) -> {
          throw new IllegalStateException("no source");
        },
        replays);
  }
}
