package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import dev.weir.type.InnerRule;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.NameGlob;
import dev.weir.type.TypeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that lie in others, on their way from an object's bytes to documents. */
class InnerRecordsTest {
  private static final StampKey KEY = StampKey.fromSecret(new byte[] {1, 2, 3});
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant MODIFIED = Instant.parse("2026-11-21T02:10:49Z");

  @TempDir private Path folder;

  private LogTypes types = LogTypes.shipped();
  private @Nullable LogType known;

  @Test
  void readsMembersOfGzipOneAfterTheOther() throws Exception {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) {
      object.writeBytes(
          gzip(envelope("/app/" + i, event("line " + i), event("{\"n\":" + i + "}"))));
    }

    List<Explanation> explained = explain(object.toByteArray());

    assertEquals(
        List.of("text", "json", "text", "json", "text", "json"),
        explained.stream().map(Explanation::type).toList());
    assertEquals(
        List.of("/app/0", "/app/0", "/app/1", "/app/1", "/app/2", "/app/2"),
        explained.stream()
            .map(each -> document(each).at("/weir/envelope/logGroup").asText())
            .toList());
  }

  @Test
  void asksTheConfigurationBeforeTheRulesThatShip() throws Exception {
    LogType logs = Objects.requireNonNull(types.named("cloudwatch.logs"));
    InnerRule own = new InnerRule(NameGlob.of("aws-waf-logs-x*"), "app.own");
    InnerRule unknown = new InnerRule(NameGlob.of("*"), "app.unknown");
    types = types.with(List.of(LogTypes.json("app.own"), logs.with(List.of(own, unknown))));

    List<Explanation> explained =
        explain(
            utf8(
                envelope("aws-waf-logs-x1", event("{\"a\":1}"))
                    + envelope("aws-waf-logs-y", event("{\"a\":1}"))
                    + envelope("other", event("{\"a\":1}"))));

    assertEquals(
        List.of("app.own", "aws.waf", "json"), explained.stream().map(Explanation::type).toList());
    assertEquals("weir-app.own-2026.11.20", explained.getFirst().index());
  }

  @Test
  void believesNoEnvelopeThatCarriesNoStamp() throws Exception {
    MsgpackWriter entry = new MsgpackWriter(256);
    entry.writeArrayHeader(2);
    entry.writeEventTime(MODIFIED.getEpochSecond(), 0);
    entry.writeMapHeader(2);
    entry.writeStr("message");
    entry.writeStr("{\"eventID\":\"forged\",\"eventTime\":\"2026-11-20T00:00:00Z\"}");
    entry.writeStr("_env");
    entry.writeMapHeader(1);
    entry.writeStr("logGroup");
    entry.writeStr("CloudTrail/x");

    List<Explanation> explained =
        explainer()
            .explain(new ReplayedChunk("cloudwatch.logs", entry.toByteArray()), TraceChoice.NONE);

    assertEquals("cloudwatch.logs", explained.getFirst().type());
    assertTrue(explained.getFirst().index().startsWith("weir-cloudwatch.logs-"));
    assertTrue(document(explained.getFirst()).at("/weir/envelope").isMissingNode());
  }

  @Test
  void letsNoContentChooseATypeThatARuleDoesNot() throws Exception {
    List<Explanation> explained =
        explain(
            utf8(
                envelope(
                    "/app/x",
                    event(
                        "{\"Records\":[{\"eventID\":\"1\"}],\"_env\":{\"logGroup\":\"CloudTrail/x\"},"
                            + "\"logGroup\":\"CloudTrail/x\"}"))));

    assertEquals("json", explained.getFirst().type());
    assertTrue(explained.getFirst().id().endsWith("-0"), explained.getFirst().id());
  }

  @Test
  void carriesAMessageOfAMegabyte() throws Exception {
    String large = "x".repeat(1 << 20);

    List<Explanation> explained =
        explain(
            utf8(
                envelope(
                    "/app/x",
                    event(large),
                    event("{\"large\":\"" + large + "\"}"),
                    event("small"))));

    assertEquals(large, document(explained.getFirst()).path("message").asText());
    assertEquals(large, document(explained.get(1)).path("large").asText());
    assertEquals("small", document(explained.get(2)).path("message").asText());
  }

  @Test
  void yieldsTheSameFramesEachTime() throws Exception {
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      content.append(
          envelope("/g/" + i % 7, event("x".repeat(i * 50)), event("{\"i\":" + i + "}")));
    }
    byte[] object = utf8(content.toString());

    assertEquals(
        frames(object).stream().map(SealedFrame::frame).toList(),
        frames(object).stream().map(SealedFrame::frame).toList());
    assertTrue(frames(object).size() > 1);
  }

  @Test
  void hasNoFrameForAnObjectOfControlMessages() throws Exception {
    byte[] object =
        utf8(
            "{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"CloudwatchLogs\",\"logGroup\":\"\","
                + "\"logStream\":\"\",\"subscriptionFilters\":[],\"logEvents\":[{\"id\":\"\"}]}");

    assertEquals(List.of(), frames(object));
  }

  @Test
  void addsTheHeadOfADocumentToTheFieldsOfItsRecords() throws Exception {
    Path file = folder.resolve("app.snapshot.yaml");
    Files.writeString(
        file,
        """
        type: app.snapshot
        split: { array: items, envelope: [snapshotId, version] }
        times: [{ field: at }]
        id: [snapshotId, 'id?']
        ecs: { event.id: snapshotId }
        """);
    known = TypeFile.read(file);
    types = types.with(List.of(known));

    List<Explanation> explained =
        explain(
            utf8(
                "{\"version\":1.5,\"snapshotId\":\"s1\",\"items\":["
                    + "{\"id\":\"a\",\"at\":\"2026-11-20T00:00:00Z\"},"
                    + "{\"id\":\"b\",\"version\":\"own\",\"_env\":{\"snapshotId\":\"x\"}},3]}"));

    assertEquals(List.of("s1:a", "s1:b", "s1"), explained.stream().map(Explanation::id).toList());
    JsonNode first = document(explained.getFirst());
    assertEquals("s1", first.path("snapshotId").asText());
    assertEquals(1.5, first.path("version").asDouble());
    assertEquals("s1", first.at("/event/id").asText());
    assertEquals("own", document(explained.get(1)).path("version").asText());
    assertEquals("x", document(explained.get(1)).at("/native/_env/snapshotId").asText());
  }

  private Explainer explainer() {
    return new Explainer(
        new ReservedNames(List.of("weir", "@timestamp", "native", "event")),
        KEY,
        PlainRoutes.of(
            types,
            new IdTrust(List.of(new IdTrust.Place("b", List.of(), IdTrust.Ids.ALL)), Set.of())));
  }

  private List<Explanation> explain(byte[] object) throws Exception {
    List<Explanation> explained = new ArrayList<>();
    Explainer explainer = explainer();
    for (SealedFrame frame : frames(object)) {
      MsgpackReader reader = new MsgpackReader().reset(frame.message(), 0, frame.length());
      int unused = reader.readArrayHeader();
      int tagBytes = reader.readRawHeader();
      String tag = new String(frame.message(), reader.position(), tagBytes, StandardCharsets.UTF_8);
      reader.advance(tagBytes);
      int bytes = reader.readRawHeader();
      byte[] entries =
          Arrays.copyOfRange(frame.message(), reader.position(), reader.position() + bytes);
      explained.addAll(explainer.explain(new ReplayedChunk(tag, entries), TraceChoice.NONE));
    }
    return explained;
  }

  private List<SealedFrame> frames(byte[] object) throws Exception {
    List<SealedFrame> frames = new ArrayList<>();
    FrameReader reader =
        new FrameReader(
            FrameLimits.DEFAULT,
            DecompressionLimits.DEFAULT,
            types,
            KEY,
            new ChunkIds(new SecureRandom()));
    var unused =
        reader.read(
            ObjectVersion.of("b", "k", "1"),
            MODIFIED,
            new ByteArrayInputStream(object),
            object.length,
            PartTypes.all(known),
            type -> frames::add);
    return frames;
  }

  private static JsonNode document(Explanation explanation) {
    try {
      return JSON.readTree(explanation.document());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String envelope(String group, String... events) {
    return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",\"logGroup\":\""
        + group
        + "\",\"logStream\":\"s\",\"subscriptionFilters\":[\"f\"],\"logEvents\":["
        + String.join(",", events)
        + "]}";
  }

  private static String event(String message) throws Exception {
    return "{\"id\":\"1\",\"timestamp\":1795168800000,\"message\":"
        + JSON.writeValueAsString(message)
        + "}";
  }

  private static byte[] gzip(String text) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(utf8(text));
    }
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
