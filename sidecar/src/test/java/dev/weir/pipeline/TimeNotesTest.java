package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.account.Ledger;
import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.replay.ReplayedChunk;
import dev.weir.rule.TraceChoice;
import dev.weir.source.FrameReader;
import dev.weir.source.PartTypes;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.frame.SealedFrame;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.PipelineMetrics;
import dev.weir.type.LogTypes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What documents say of a time that is not their event's own. */
class TimeNotesTest {
  private static final StampKey KEY = StampKey.fromSecret(new byte[] {1, 2, 3});
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant MODIFIED = Instant.parse("2026-11-21T02:10:49Z");

  @Test
  void saysThatAnObjectsTimeStandsForARecords() throws Exception {
    assertEquals(
        List.of(
            "2026-11-20T00:00:00.000Z",
            "2026-11-21T02:10:49.000Z object unreadable time",
            "2026-11-21T02:10:49.000Z object too_early ts",
            "2026-11-21T02:10:49.000Z object missing"),
        explained(
            """
            {"time":"2026-11-20T00:00:00Z"}
            {"time":"soon"}
            {"ts":5}
            {"n":1}
            """));
    assertEquals(
        List.of("2026-11-21T02:10:49.000Z"), explained("a line of text, which tells no time\n"));
  }

  @Test
  void saysThatTheRecordAroundTellsTheTime() throws Exception {
    String read = "{\"timestamp\":1795132800000,\"message\":%s}";
    String unread = "{\"timestamp\":\"soon\",\"message\":%s}";

    assertEquals(
        List.of(
            "2026-11-20T00:00:00.000Z",
            "2026-11-20T00:00:00.000Z",
            "2026-11-20T00:00:00.000Z envelope unreadable time",
            "2026-11-19T00:00:00.000Z",
            "2026-11-21T02:10:49.000Z object unreadable timestamp",
            "2026-11-21T02:10:49.000Z object too_late time"),
        explained(
            "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\",\"logStream\":\"s\","
                + "\"logEvents\":["
                + String.join(
                    ",",
                    read.formatted("\"a line\""),
                    read.formatted("\"{\\\"n\\\":1}\""),
                    read.formatted("\"{\\\"time\\\":\\\"soon\\\"}\""),
                    unread.formatted("\"{\\\"time\\\":\\\"2026-11-19T00:00:00Z\\\"}\""),
                    unread.formatted("\"a line\""),
                    unread.formatted("\"{\\\"time\\\":\\\"2027-01-01T00:00:00Z\\\"}\""))
                + "]}"));
  }

  @Test
  void saysThatFluentBitsTimeStandsForAHostsRecord() throws Exception {
    assertEquals(
        List.of("2026-11-21T02:10:49.000Z forward unreadable time"), explained("time", "soon"));
    assertEquals(List.of("2026-11-21T02:10:49.000Z"), explained("n", "1"));
  }

  @Test
  void countsThemByTypeAndReason() {
    try (Metrics metrics = new Metrics()) {
      PipelineMetrics pipeline = new PipelineMetrics(metrics, new Ledger());

      pipeline.timeReplaced("json", "unreadable");
      pipeline.timeReplaced("json", "unreadable");

      assertEquals(
          List.of("weir_times_replaced_total{reason=\"unreadable\",type=\"json\"} 2.0"),
          metrics.scrape().lines().filter(line -> line.startsWith("weir_times")).toList());
    }
  }

  /** The time of each document of an object, and what it says of that. */
  private static List<String> explained(String object) throws Exception {
    byte[] bytes = object.getBytes(StandardCharsets.UTF_8);
    List<SealedFrame> frames = new ArrayList<>();
    var unused =
        new FrameReader(
                FrameLimits.DEFAULT,
                DecompressionLimits.DEFAULT,
                LogTypes.shipped(),
                KEY,
                new ChunkIds(new SecureRandom()))
            .read(
                ObjectVersion.of("b", "k", "1"),
                MODIFIED,
                new ByteArrayInputStream(bytes),
                bytes.length,
                PartTypes.all(null),
                type -> frames::add);
    List<String> times = new ArrayList<>();
    for (SealedFrame frame : frames) {
      MsgpackReader reader = new MsgpackReader().reset(frame.message(), 0, frame.length());
      int unusedToo = reader.readArrayHeader();
      int tagBytes = reader.readRawHeader();
      String tag = new String(frame.message(), reader.position(), tagBytes, StandardCharsets.UTF_8);
      reader.advance(tagBytes);
      int length = reader.readRawHeader();
      times.addAll(
          times(
              tag,
              Arrays.copyOfRange(frame.message(), reader.position(), reader.position() + length)));
    }
    return times;
  }

  /** The same of a host's record with one field. */
  private static List<String> explained(String name, String value) throws Exception {
    MsgpackWriter entry = new MsgpackWriter(256);
    entry.writeArrayHeader(2);
    entry.writeEventTime(MODIFIED.getEpochSecond(), 0);
    entry.writeMapHeader(1);
    entry.writeStr(name);
    entry.writeStr(value);
    return times("host.json", Arrays.copyOf(entry.bytes(), entry.size()));
  }

  private static List<String> times(String tag, byte[] entries) throws Exception {
    List<String> times = new ArrayList<>();
    for (Explanation each :
        explainer().explain(new ReplayedChunk(tag, entries), TraceChoice.NONE)) {
      JsonNode document = JSON.readTree(each.document());
      JsonNode weir = document.path("weir");
      times.add(
          String.join(
                  " ",
                  document.path("@timestamp").asText(),
                  weir.path("time").asText(),
                  weir.path("time_reason").asText(),
                  weir.path("time_field").asText())
              .strip());
    }
    return times;
  }

  private static Explainer explainer() {
    return new Explainer(
        new ReservedNames(List.of("weir", "@timestamp", "native", "event")),
        KEY,
        PlainRoutes.of(LogTypes.shipped()));
  }
}
