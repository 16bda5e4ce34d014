package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.control.ControlClient;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.proto.v1.StatusReply;
import dev.weir.source.LogLines;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Readiness, status, alarm and log say the same of OpenSearch. */
@ExtendWith(LabExtension.class)
class OneStateTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String TYPE = "blocked.here";

  @TempDir Path folder = Path.of("");
  private final Lab lab;

  OneStateTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void aBlockedIndexIsSaidEverywhereUntilItIsOver() throws Exception {
    lab.createBucket("one-state");
    String queue = lab.createQueue("one-state", Duration.ofSeconds(30));
    try (LogLines log = new LogLines("dev.weir.opensearch.TroubleLog");
        LabDaemon daemon =
            new LabDaemon(
                lab,
                folder,
                "one-state",
                queue,
                "types: [{ key: '**', type: " + TYPE + " }]",
                "types: { " + TYPE + ": { period: day } }")) {
      Eventually.until(LabDaemon.LIMIT, () -> daemon.page("/readyz").statusCode() == 200, () -> "");
      // Whichever day it is when the object is written.
      for (int days = -1; days <= 1; days++) {
        block(daemon, index(days), true);
      }

      daemon.put("in/a.json", "{\"a\":1}\n");

      Eventually.until(
          LabDaemon.LIMIT, () -> daemon.metric("weir_alarm", "opensearch_blocked") == 1, () -> "");
      for (int look = 0; look < 20; look++) {
        HttpResponse<String> ready = daemon.page("/readyz");
        StatusReply status = ControlClient.status(daemon.control(), DEADLINE);
        assertEquals(503, ready.statusCode());
        assertTrue(ready.body().matches("(?s)opensearch: blocked for \\d+ s.*"), ready.body());
        assertTrue(status.getNotReadyMap().containsKey("opensearch"), status.toString());
        assertTrue(status.getAlarmsMap().containsKey("opensearch_blocked"), status.toString());
      }
      assertTrue(said(log.lines(), "OpenSearch refuses 1 documents, which wait: blocked"));

      for (int days = -1; days <= 1; days++) {
        block(daemon, index(days), false);
      }

      Eventually.until(
          LabDaemon.LIMIT, () -> daemon.metric("weir_alarm", "opensearch_blocked") == 0, () -> "");
      assertEquals(200, daemon.page("/readyz").statusCode());
      StatusReply status = ControlClient.status(daemon.control(), DEADLINE);
      assertEquals(0, status.getNotReadyCount(), status.toString());
      assertEquals(0, status.getAlarmsCount(), status.toString());
      assertTrue(said(log.lines(), "OpenSearch takes documents again: blocked is over after"));
    }
  }

  private static boolean said(List<String> lines, String beginning) {
    return lines.stream().anyMatch(line -> line.startsWith(beginning));
  }

  private static String index(int days) {
    return "/weir-"
        + TYPE
        + "-"
        + DateTimeFormatter.ofPattern("yyyy.MM.dd")
            .format(Instant.now().plus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC));
  }

  private static void block(LabDaemon daemon, String index, boolean on) throws Exception {
    JsonNode answer =
        on
            ? daemon.ask("PUT", index, "{\"settings\":{\"index.blocks.write\":true}}")
            : daemon.ask("PUT", index + "/_settings", "{\"index.blocks.write\":null}");
    assertTrue(answer.path("acknowledged").asBoolean(), answer.toString());
  }
}
