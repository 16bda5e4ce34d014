package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.account.Counts;
import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKind;
import dev.weir.account.StampWriter;
import dev.weir.event.Records;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.msgpack.MsgpackWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever times records tell, they make few indices, and each is one document. */
@ExtendWith(LabExtension.class)
class HostTimesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T23:59:30Z");
  private static final String TODAY = "weir-json-2026.11.21";
  private static final String ALL = "weir-json-*";

  private final PipelineOnLab lab;
  private final ChunkPipeline pipeline;

  HostTimesTest(Lab lab) {
    this.lab = new PipelineOnLab(lab);
    pipeline = at(NOW);
  }

  @BeforeEach
  void start() throws Exception {
    lab.delete(ALL);
    lab.start();
  }

  @AfterEach
  void close() throws Exception {
    lab.delete(ALL);
    lab.close();
  }

  @Test
  void givesRecordsOfTheFutureTheTimeOfTheirReceipt() throws Exception {
    byte[] told =
        hosts(400, day -> NOW, day -> Instant.parse("2030-01-01T00:00:00Z").plus(days(60L * day)));
    byte[] untold =
        hosts(400, day -> Instant.parse("2030-06-01T00:00:00Z").plus(days(60L * day)), null);

    lab.take(pipeline, "host.json", told);
    lab.take(pipeline, "host.json", untold);

    List<JsonNode> found = lab.documents(ALL);
    assertEquals(Map.of(TODAY, 800L), byIndex(found));
    List<JsonNode> replaced =
        found.stream().filter(each -> !each.at("/_source/weir/time").isMissingNode()).toList();
    // A field that tells an impossible time gives way to the time that Fluent Bit tells.
    assertEquals(
        400,
        replaced.stream()
            .filter(each -> each.at("/_source/weir/time").asText().equals("receipt"))
            .count());
    assertEquals("too_late", replaced.getLast().at("/_source/weir/time_reason").asText());
    assertTrue(metrics("too_late").contains(" 800.0"), metrics("too_late"));
  }

  @Test
  void keepsTheTimesOfOldRecordsAndBoundsTheirIndices() throws Exception {
    byte[] old = hosts(400, day -> NOW, day -> NOW.minus(days(day)));

    lab.take(pipeline, "host.json", old);

    List<JsonNode> found = lab.documents(ALL);
    Map<String, Long> indices = byIndex(found);
    // Today and yesterday, seven more, and today for the rest.
    assertEquals(2 + IndexBounds.OF_A_TYPE, indices.size(), indices.toString());
    assertEquals(400, found.size());
    for (JsonNode each : found) {
      Instant time = Instant.parse(each.at("/_source/@timestamp").asText());
      assertEquals(NOW.minus(days(each.at("/_source/n").asInt())), time);
    }
    assertTrue(metrics("too_many_indices").contains(" 22.0"), metrics("too_many_indices"));
    assertTrue(metrics("too_old").contains(" 369.0"), metrics("too_old"));
  }

  @Test
  void findsWhatComesAgainInWhateverIndexItLies() throws Exception {
    byte[] old = hosts(60, day -> NOW, day -> NOW.minus(days(day)));
    byte[] late = hosts(5, day -> Instant.parse("2035-06-01T00:00:00Z").plus(days(day)), null);
    lab.take(pipeline, "host.json", old);
    lab.take(pipeline, "host.json", late);

    for (int hours : new int[] {0, 1, 30, 24 * 20}) {
      ChunkPipeline later = at(NOW.plus(Duration.ofHours(hours)).plusSeconds(60));
      // In another order the bounds let others through.
      lab.take(later, "host.json", late);
      lab.take(later, "host.json", old);
    }

    assertEquals(65, lab.documents(ALL).size());
    Counts counts = lab.ledger.totals();
    assertEquals(65, counts.indexed());
    assertEquals(4 * 65, counts.alreadyIndexed());
  }

  @Test
  void letsNoPeerTakeTheIndicesOfAllTypes() {
    IndexBounds bounds = new IndexBounds();
    long now = NOW.getEpochSecond();
    int admitted = 0;
    for (int type = 0; type < 20; type++) {
      for (int day = 0; day < 30; day++) {
        String prefix = "weir-type" + type + "-";
        admitted += bounds.admits("192.0.2.1", prefix, prefix + day, now) ? 1 : 0;
      }
    }
    for (int peer = 0; peer < 10_000; peer++) {
      String prefix = "weir-other" + peer + "-";
      admitted += bounds.admits("198.51.100." + peer, prefix, prefix + "1", now) ? 1 : 0;
    }

    assertEquals(IndexBounds.OF_ALL, admitted);
    assertTrue(bounds.admits("192.0.2.1", "weir-type0-", "weir-type0-0", now));
    assertTrue(bounds.admits("192.0.2.9", "weir-x-", "weir-x-1", now + 3600));
    assertEquals("192.0.2.1", IndexBounds.address("192.0.2.1:4711"));
  }

  @Test
  void boundsTheIndicesOfAnObjectByWhenItWasWritten() throws Exception {
    ObjectVersion object = ObjectVersion.of("logs", "strangers/x.json", "1");
    Instant first = Instant.parse("2006-01-02T00:00:00Z");
    Frame frame = new Frame(object, 0, 700, NOW.getEpochSecond());
    StampWriter stamps = new StampWriter(PipelineOnLab.KEY, frame);
    byte[] entries =
        entries(
            700,
            n -> NOW,
            n ->
                Map.of(
                    "time",
                    first.plus(days(11L * n)).toString(),
                    "_weir",
                    stamps.text(StampKind.RECORD, n)));

    lab.take(pipeline, "s3.json", entries);
    lab.take(at(NOW.plus(days(9))), "s3.json", entries);

    List<JsonNode> found = lab.documents(ALL);
    assertEquals(700, found.size());
    // A month's days by the object's time, of which every eleventh has a record, and the object's.
    assertTrue(byIndex(found).size() <= 4, byIndex(found).toString());
  }

  private String metrics(String reason) {
    return lab.metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith("weir_times_replaced_total") && line.contains(reason))
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, Long> byIndex(List<JsonNode> documents) {
    return documents.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.path("_index").asText(), TreeMap::new, Collectors.counting()));
  }

  private ChunkPipeline at(Instant now) {
    return lab.pipeline(Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Duration days(long days) {
    return Duration.ofDays(days);
  }

  private static byte[] hosts(
      int records, IntFunction<Instant> forward, @Nullable IntFunction<Instant> told) {
    return entries(
        records,
        forward,
        n -> {
          Map<String, Object> record = new HashMap<>(Map.of("n", n));
          if (told != null) {
            record.put("time", told.apply(n).toString());
          }
          return record;
        });
  }

  private static byte[] entries(
      int records, IntFunction<Instant> forward, IntFunction<Map<String, ?>> record) {
    MsgpackWriter entries = new MsgpackWriter(1024);
    for (int n = 0; n < records; n++) {
      entries.writeArrayHeader(2);
      entries.writeLong(forward.apply(n).getEpochSecond());
      Records.write(entries, record.apply(n));
    }
    return entries.toByteArray();
  }
}
