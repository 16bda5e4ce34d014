package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.Fate;
import dev.weir.account.Ledger;
import dev.weir.control.ControlServer;
import dev.weir.control.DaemonStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir status}. */
class StatusCommandTest {
  @TempDir Path folder = Path.of("");
  private Path socket = Path.of("");
  private final Ledger ledger = new Ledger();

  @BeforeEach
  void countRecords() {
    socket = folder.resolve("control.sock");
    ledger.settleUnstamped(Fate.INDEXED, 1_200);
    ledger.settleUnstamped(new Fate.Filtered("noise"), 34);
  }

  @Test
  void zeroIsReady() throws Exception {
    try (ControlServer server = server(Map.of())) {
      server.start();

      CommandRun status = CommandRun.of("status", "--socket", socket.toString());

      assertEquals("", status.err());
      assertEquals(0, status.code());
      assertTrue(status.out().startsWith("weir 1.2.3, up 0 h 0 min 0 s, ready"), status.out());
      assertTrue(status.out().matches("(?s).*records read +1,234\\R.*"), status.out());
      assertTrue(status.out().matches("(?s).*records filtered, noise +34\\R.*"), status.out());
    }
  }

  @Test
  void theNumbersStandBelowEachOtherHoweverLongAName() throws Exception {
    ledger.settleUnstamped(new Fate.Filtered("a-rule-with-a-name-that-is-rather-long"), 5);
    try (ControlServer server = server(Map.of())) {
      server.start();

      CommandRun status = CommandRun.of("status", "--socket", socket.toString());

      assertEquals(
          1,
          status
              .out()
              .lines()
              .filter(line -> line.startsWith("records ") || line.startsWith("objects "))
              .mapToInt(String::length)
              .distinct()
              .count(),
          status.out());
    }
  }

  @Test
  void oneIsNotReadyAndSaysWhy() throws Exception {
    try (ControlServer server = server(Map.of("opensearch", "does not answer"))) {
      server.start();

      CommandRun status = CommandRun.of("status", "--json", "--socket", socket.toString());

      assertEquals(1, status.code());
      assertEquals(
          "{\"ready\":false,\"version\":\"1.2.3\",\"uptime_seconds\":0,\"open_objects\":0,"
              + "\"settled_objects\":0,\"records\":{\"read\":1234,\"indexed\":1200,"
              + "\"already_indexed\":0,\"filtered\":{\"noise\":34},\"dead_lettered\":{},"
              + "\"dropped_in_fluent_bit\":0,\"unaccounted\":0,\"in_flight\":0},"
              + "\"not_ready\":{\"opensearch\":\"does not answer\"},\"unparsed\":0,\"alarms\":{},"
              + "\"queues\":[],\"troubled_objects\":{},\"troubles\":[]}",
          status.out().strip());
    }
  }

  @Test
  void theConfigurationSaysWhereTheSocketIs() throws Exception {
    try (ControlServer server = server(Map.of())) {
      server.start();

      CommandRun status = CommandRun.of("status", "-c", file("socket: " + socket).toString());

      assertEquals(0, status.code(), status.err());
    }
  }

  @Test
  void twoIsNoAnswerOrWrongUsage() throws Exception {
    Path off = file("enabled: false");

    CommandRun absent = CommandRun.of("status", "--socket", socket.toString());
    CommandRun turnedOff = CommandRun.of("status", "-c", off.toString());
    CommandRun both = CommandRun.of("status", "-c", off.toString(), "--socket", "/s");

    assertEquals(2, absent.code());
    assertEquals(
        "weir: there is no socket "
            + socket
            + ": no daemon runs that listens there; if its control.socket is elsewhere, say -c"
            + " weir.yaml or --socket PATH",
        absent.err().strip());
    assertEquals(2, turnedOff.code());
    assertTrue(turnedOff.err().contains("turns the control service off"), turnedOff.err());
    assertEquals(2, both.code());
  }

  private ControlServer server(Map<String, String> notReady) {
    return new ControlServer(
        socket,
        new DaemonStatus("1.2.3", ledger, () -> notReady, () -> 0L),
        (request, progress, cancelled) -> {
          throw new IllegalStateException("no source");
        },
        (selection, progress, cancelled) -> {
          throw new IOException("nothing to replay from");
        });
  }

  private Path file(String control) throws Exception {
    return Files.writeString(
        folder.resolve("weir.yaml"),
        """
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: http://127.0.0.1:9200 }
        control: { %s }
        """
            .formatted(control));
  }
}
