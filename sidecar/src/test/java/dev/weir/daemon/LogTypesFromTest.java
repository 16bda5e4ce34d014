package dev.weir.daemon;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.config.ConfigFile;
import dev.weir.event.ReservedNames;
import dev.weir.parse.TypeParser;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.Recognition;
import dev.weir.units.ByteSize;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code types:} changes in the index that a record goes to. */
class LogTypesFromTest {
  private static final long ARRIVED = Instant.parse("2026-11-21T02:00:00Z").getEpochSecond();

  @Test
  void aTypeOfTheUserHasAnIndexForEachMonthOfItsOwnTime() throws Exception {
    LogTypes types =
        types("app.orders: { period: month, time_fields: [created, meta.ts], max_event_age: 90d }");

    assertEquals(
        "weir-app.orders-2026.11",
        index(types, "app.orders", Map.of("created", "2026-11-01T10:00:00Z")));
    assertEquals(
        "weir-app.orders-2026.10",
        index(types, "app.orders", Map.of("meta", Map.of("ts", 1_792_000_000_000L))));
    assertEquals(
        "weir-app.orders-2026.10", index(types, "app.orders", Map.of("created", 1_792_000_000L)));
    assertEquals(
        "weir-app.orders-2026.09",
        index(types, "app.orders", Map.of("@timestamp", "2026-09-30T23:59:59Z")));
  }

  @Test
  void aTypeThatShipsKeepsItsTimeAndItsKeysBehindTheUsersWords() throws Exception {
    LogTypes types = types("aws.waf: { period: week, time_fields: [seen] }");
    long tuesday = Instant.parse("2026-11-10T12:00:00Z").toEpochMilli();

    assertEquals(
        "weir-aws.waf-2026-w45",
        index(types, "aws.waf", Map.of("seen", "2026-11-02T00:00:00Z", "timestamp", tuesday)));
    assertEquals("weir-aws.waf-2026-w46", index(types, "aws.waf", Map.of("timestamp", tuesday)));
    Recognition told = types.byKey("AWSLogs/1/WAFLogs/eu-west-1/x.gz");
    assertEquals(type(types, "aws.waf"), ((Recognition.Recognized) told).type());
  }

  @Test
  void withoutAWordOfTheUserTheTypesAreThoseThatShip() throws Exception {
    assertEquals(LogTypes.shipped().all(), types("").all());
  }

  @Test
  void anEventThatWasOldWhenItsObjectWasWrittenLiesInTheIndexOfTheObject() throws Exception {
    LogTypes month = types("");
    LogTypes week = types("json: { max_event_age: 7d }");
    Map<String, ?> old = Map.of("time", "2026-10-01T00:00:00Z");
    Map<String, ?> recent = Map.of("time", "2026-11-01T00:00:00Z");

    assertEquals("weir-json-2026.11.21", index(month, "json", old));
    assertEquals("weir-json-2026.11.01", index(month, "json", recent));
    assertEquals("weir-json-2026.11.21", index(week, "json", recent));
  }

  private static LogTypes types(String yaml) throws Exception {
    String text =
        """
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: http://127.0.0.1:9200 }
        types:
          %s
        """
            .formatted(yaml);
    ConfigFile file = new ConfigFile(name -> null, ByteSize.ofMiB(512));
    return LogTypesFrom.config(file.parse("weir.yaml", text).config());
  }

  private static String index(LogTypes types, String name, Map<String, ?> fields) throws Exception {
    TypeParser parser = new TypeParser(type(types, name), new ReservedNames(List.of()));
    parser.readTime(event(fields), ARRIVED, 0);
    return new String(parser.index(), StandardCharsets.US_ASCII);
  }

  private static LogType type(LogTypes types, String name) {
    return Objects.requireNonNull(types.named(name));
  }
}
