package dev.weir.parse;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeParserTest {
  private static final long MODIFIED = Instant.parse("2026-11-21T02:00:00Z").getEpochSecond();

  private static final ReservedNames RESERVED = new ReservedNames(List.of());

  private final TypeParser trail = new TypeParser(type("aws.cloudtrail"), RESERVED);
  private final TypeParser waf = new TypeParser(type("aws.waf"), RESERVED);
  private final RecordIds ids = new RecordIds();

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T23:59:59Z, 2026-11-20T23:59:59Z",
    "2026-11-20T23:59:59.25Z, 2026-11-20T23:59:59.25Z",
    "2026-11-21T01:59:59+02:00, 2026-11-20T23:59:59Z",
    "2026-11-21T01:59:59+0200, 2026-11-20T23:59:59Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "2026-11-22T01:59:59Z, 2026-11-22T01:59:59Z",
    "2026-11-20T23:59:59, 2026-11-20T23:59:59Z",
    "2026-11-20T23:59:59.123456789, 2026-11-20T23:59:59.123456789Z",
  })
  void readsIsoTimes(String text, String expected) throws Exception {
    trail.readTime(event(Map.of("eventTime", text)), MODIFIED, 0);

    assertEquals(Instant.parse(expected), Instant.ofEpochSecond(trail.seconds(), trail.nanos()));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T02:00:01Z",
    "2005-12-31T23:59:59Z",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "yesterday",
    "''"
  })
  void takesTheObjectsTimeForOneThatCannotBe(String text) throws Exception {
    trail.readTime(event(Map.of("eventTime", text)), MODIFIED, 0);

    assertEquals(MODIFIED, trail.seconds());
  }

  @ParameterizedTest
  @CsvSource({
    "apache.error, Fri Nov 20 23:59:59 2026, 2026-11-20T23:59:59Z",
    "apache.error, Fri Nov  6 23:59:59.25 2026, 2026-11-06T23:59:59.25Z",
    "apache.error, Fri Nov 20 23:59:59.123456789 2026, 2026-11-20T23:59:59.123456789Z",
    "apache.error, Fri Nov 31 23:59:59 2026, 2026-11-21T02:00:00Z",
    "apache.error, Fri Nov 20 23:59:59. 2026, 2026-11-21T02:00:00Z",
    "nginx.error, 2026/11/20 23:59:59, 2026-11-20T23:59:59Z",
    "nginx.error, 2026/02/30 23:59:59, 2026-11-21T02:00:00Z",
  })
  void readsTimesOfErrorLogs(String type, String text, String expected) throws Exception {
    TypeParser parser = new TypeParser(type(type), RESERVED);

    parser.readTime(event(Map.of("time", text)), MODIFIED, 0);

    assertEquals(Instant.parse(expected), Instant.ofEpochSecond(parser.seconds(), parser.nanos()));
  }

  @ParameterizedTest
  @CsvSource({
    "1795255199, 2026-11-21T09:59:59Z",
    "1795255199123, 2026-11-21T09:59:59.123Z",
    "1795255199123456, 2026-11-21T09:59:59.123456Z",
    "1795255199123456789, 2026-11-21T09:59:59.123456789Z",
    "1795255199.5, 2026-11-21T09:59:59.5Z",
    "1795255199.123456789, 2026-11-21T09:59:59.123456789Z",
    "1795255199123.5, 2026-11-21T09:59:59.1235Z",
    "1795255199123456.25, 2026-11-21T09:59:59.12345625Z",
    "1136073600, 2006-01-01T00:00:00Z",
    "1136073600000, 2006-01-01T00:00:00Z",
    "1136073599, 2026-11-21T02:00:00Z",
    "1136073599999, 2026-11-21T02:00:00Z",
    "1795312801, 2026-11-21T02:00:00Z",
    "20261120235959, 2026-11-21T02:00:00Z",
    "1795255199e0, 2026-11-21T02:00:00Z",
    "-1795255199, 2026-11-21T02:00:00Z",
    "5, 2026-11-21T02:00:00Z",
  })
  void tellsTheUnitOfAnEpochByItsSize(String number, String expected) throws Exception {
    TypeParser json = new TypeParser(type("json"), RESERVED);
    for (String field : List.of("@timestamp", "timestamp", "time", "ts")) {
      json.readTime(event(Map.of(field, number)), MODIFIED, 0);

      assertEquals(Instant.parse(expected), Instant.ofEpochSecond(json.seconds(), json.nanos()));
    }
  }

  @Test
  void tellsTheUnitOfNumbersAlike() throws Exception {
    TypeParser json = new TypeParser(type("json"), RESERVED);

    json.readTime(event(Map.of("ts", 1_795_255_199_123_456_789L)), MODIFIED, 0);
    assertEquals(1_795_255_199L, json.seconds());
    assertEquals(123_456_789, json.nanos());

    json.readTime(event(Map.of("ts", 1_795_255_199.25)), MODIFIED, 0);
    assertEquals(1_795_255_199L, json.seconds());
    assertEquals(250_000_000, json.nanos());

    json.readTime(event(Map.of("ts", true, "time", 1e300)), MODIFIED, 7);
    assertEquals(MODIFIED, json.seconds());
    assertEquals(7, json.nanos());
  }

  @Test
  void readsAnEntryOfTheJournal() throws Exception {
    TypeParser parser = new TypeParser(type("linux.auth"), RESERVED);
    LogEvent entry =
        event(
            Map.of(
                "MESSAGE",
                "Failed password for invalid user a from 192.0.2.1 port 22 ssh2 from ::1 port 7 ssh2",
                "SYSLOG_IDENTIFIER",
                "sshd",
                "_PID",
                "812",
                "_HOSTNAME",
                "web1"));

    LogEvent fields = parser.fields(entry, false);
    parser.readTime(fields, MODIFIED, 5);
    EcsFields normal = new EcsFields(EcsSchema.get());
    parser.normalize(fields, normal);

    JsonBuffer out = new JsonBuffer(100);
    assertTrue(normal.writeTo(out));
    assertEquals(
        """
        ,"event":{"action":"ssh_login","category":"authentication","kind":"event",\
        "outcome":"failure","reason":"unknown user","type":"start"},"host":{"hostname":"web1"},\
        "process":{"name":"sshd","pid":812},\
        "related":{"ip":"::1","user":"a from 192.0.2.1 port 22 ssh2"},\
        "source":{"address":"::1","ip":"::1","port":7},\
        "user":{"name":"a from 192.0.2.1 port 22 ssh2"}""",
        text(out.toByteArray()));
    assertEquals(MODIFIED, parser.seconds());
    assertEquals(5, parser.nanos());
  }

  @Test
  void namesTheIndexByTheEventsDay() throws Exception {
    long millis = Instant.parse("2026-11-20T23:59:59.999Z").toEpochMilli();

    waf.readTime(event(Map.of("timestamp", millis)), MODIFIED, 0);

    assertEquals(999_000_000, waf.nanos());
    assertEquals("weir-aws.waf-2026.11.20", text(waf.index()));
  }

  @Test
  void namesAnEventByItsOwnId() throws Exception {
    byte[] id =
        trail.ownId(
            event(Map.of("eventID", "ab-1", "recipientAccountId", "123456789012")), null, ids);

    assertEquals("ab-1:123456789012", text(Objects.requireNonNull(id)));
    assertNull(trail.ownId(event(Map.of("recipientAccountId", "1")), null, ids));
    assertNull(trail.ownId(event(Map.of("eventID", true)), null, ids));
    assertNull(trail.ownId(event(Map.of("eventID", "ab-1")), null, ids));
    assertEquals(
        "5:1",
        text(
            Objects.requireNonNull(
                trail.ownId(event(Map.of("eventID", 5, "recipientAccountId", "1")), null, ids))));
    assertNull(waf.ownId(event(Map.of("eventID", "ab-1")), null, ids));
  }

  @Test
  void namesAnItemOfTheHistoryAndItsCopyInASnapshotAlike() throws Exception {
    TypeParser config = new TypeParser(type("aws.config"), RESERVED);
    Map<String, Object> item =
        Map.of(
            "resourceType", "AWS::S3::Bucket",
            "resourceId", "logs",
            "configurationStateId", 1_770_225_060_002L,
            "configurationItemCaptureTime", "2026-02-03T10:02:00.123Z",
            "awsAccountId", "123456789012",
            "awsRegion", "eu-west-1");
    Map<String, Object> copy = new HashMap<>(item);
    copy.put("configSnapshotId", "s1");
    Map<String, Object> later = new HashMap<>(item);
    later.put("configurationStateId", 1_770_225_060_003L);
    Map<String, Object> stateless = new HashMap<>(item);
    stateless.remove("configurationStateId");

    byte[] id = Objects.requireNonNull(config.ownId(event(item), null, ids));

    assertArrayEquals(id, config.ownId(event(copy), null, ids));
    assertFalse(Arrays.equals(id, config.ownId(event(later), null, ids)));
    assertNull(config.ownId(event(stateless), null, ids));
  }

  @Test
  void namesAFindingByItsEventAndItself() throws Exception {
    TypeParser hub = new TypeParser(type("aws.securityhub"), RESERVED);

    byte[] first = hub.ownId(found("e1", Map.of("ProductArn", "p", "Id", "f1")), null, ids);
    byte[] second = hub.ownId(found("e1", Map.of("ProductArn", "p", "Id", "f2")), null, ids);

    assertEquals("e1:p:f1", text(Objects.requireNonNull(first)));
    assertEquals("e1:p:f2", text(Objects.requireNonNull(second)));
    assertNull(hub.ownId(event(Map.of("id", "e1", "detail", Map.of())), null, ids));
    assertNull(hub.ownId(found("e1", Map.of("ProductArn", "p")), null, ids));
    assertNull(hub.ownId(event(Map.of("Id", "f1", "ProductArn", "p")), null, ids));
  }

  @Test
  void namesAFindingInOcsfByItsEventAndItself() throws Exception {
    TypeParser hub = new TypeParser(type("aws.securityhub"), RESERVED);
    Map<String, Object> product = Map.of("uid", "p");
    Map<String, Object> hubs = Map.of("metadata", Map.of("uid", "f1", "product", product));
    Map<String, Object> products =
        Map.of("metadata", Map.of("product", product), "finding_info", Map.of("uid", "f2"));

    byte[] first = hub.ownId(found("e1", hubs), null, ids);
    byte[] second = hub.ownId(found("e1", products), null, ids);

    assertEquals("e1:p:f1", text(Objects.requireNonNull(first)));
    assertEquals("e1:p:f2", text(Objects.requireNonNull(second)));
    assertNull(hub.ownId(found("e1", Map.of("metadata", Map.of("uid", "f1"))), null, ids));
  }

  @Test
  void namesOnlyEventsOfTheAccountThatTheirKeyIsOf() throws Exception {
    byte[] account = "123456789012".getBytes(StandardCharsets.US_ASCII);
    Map<String, Object> event = Map.of("eventID", "ab-1", "recipientAccountId", "123456789012");
    Map<String, Object> others = Map.of("eventID", "ab-1", "recipientAccountId", "210987654321");

    assertEquals(
        "ab-1:123456789012", text(Objects.requireNonNull(trail.ownId(event(event), account, ids))));
    assertNull(trail.ownId(event(others), account, ids));
  }

  @Test
  void letsNoEventChooseTheIdOfAPlace() throws Exception {
    for (String chosen : List.of("AAAAAAAAAAAAAAAAAAAAAA-7", "AAAAAAAAAAAAAAAAAAAAAA")) {
      byte[] bytes = chosen.getBytes(StandardCharsets.US_ASCII);

      byte[] id = ids.ofEvent(bytes, 0, bytes.length);

      assertEquals(22, id.length);
      assertFalse(text(id).startsWith("AAAA"));
    }
  }

  private static LogEvent found(String id, Map<String, Object> finding) throws Exception {
    return event(Map.of("id", id, "detail", Map.of("findings", List.of(finding))));
  }

  @Test
  void hashesAnIdThatCouldBreakAnActionLine() throws Exception {
    Map<String, Object> odd = Map.of("eventID", "\"}}\n{\"delete\"", "recipientAccountId", "1");

    byte[] id = trail.ownId(event(odd), null, ids);

    assertEquals(22, Objects.requireNonNull(id).length);
    assertEquals(-1, text(id).indexOf('"'));
  }

  private static LogType type(String name) {
    return Objects.requireNonNull(LogTypes.shipped().named(name));
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.US_ASCII);
  }
}
