package dev.weir.parse;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.event.ReservedNames;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.TimeField;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in the forms that people, loggers and other readers of logs write them. */
class WrittenTimesTest {
  private static final long MODIFIED = Instant.parse("2026-11-21T02:00:00Z").getEpochSecond();
  private static final ReservedNames RESERVED = new ReservedNames(List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-03 11:47:12,494+0000 | 2026-11-03T11:47:12.494Z",
        "2026-11-03T11:47:12,494Z | 2026-11-03T11:47:12.494Z",
        "2026-11-03t11:47:12z | 2026-11-03T11:47:12Z",
        "2026-11-03T11:47Z | 2026-11-03T11:47:00Z",
        "2026-11-03 11:47 | 2026-11-03T11:47:00Z",
        "2026-11-03  11:47:12 UTC | 2026-11-03T11:47:12Z",
        "2026-11-03T11:47:12 gmt | 2026-11-03T11:47:12Z",
        "2026-11-03T11:47:12+05:30 | 2026-11-03T06:17:12Z",
        "2026-11-03T11:47:12 -0700 | 2026-11-03T18:47:12Z",
        "2026-11-03T11:47:12-07 | 2026-11-03T18:47:12Z",
        "2026-11-03T11:47:12+00:00Z | 2026-11-03T11:47:12Z",
        "2026-11-03T11:47:12.1234567891Z | 2026-11-03T11:47:12.123456789Z",
        "20261103T114712Z | 2026-11-03T11:47:12Z",
        "20261103T114712.5+0100 | 2026-11-03T10:47:12.5Z",
        "20261103T1147Z | 2026-11-03T11:47:00Z",
        "20261103 11:47:12 | 2026-11-03T11:47:12Z",
        "2026/11/03 11:47:12.25 | 2026-11-03T11:47:12.25Z",
        "2026-11-03 11:47:12.123456789 +0000 UTC | 2026-11-03T11:47:12.123456789Z",
        "2026-11-03 11:47:12.5 +0100 CET m=+0.000012345 | 2026-11-03T10:47:12.5Z",
        "2026-11-03T11:47:12+01:00[Europe/Paris] | 2026-11-03T10:47:12Z",
        "2026-11-03T24:00:00Z | 2026-11-04T00:00:00Z",
        "2026-06-30T23:59:60Z | 2026-06-30T23:59:59Z",
        "2017-01-01T01:59:60.5+02:00 | 2016-12-31T23:59:59.5Z",
        "03/Nov/2026:11:47:12 +0100 | 2026-11-03T10:47:12Z",
        "Tue, 03 Nov 2026 11:47:12 GMT | 2026-11-03T11:47:12Z",
        "Tue, 3 Nov 2026 11:47:12 +0100 (CET) | 2026-11-03T10:47:12Z",
        "Tue, 03-Nov-2026 11:47:12 GMT | 2026-11-03T11:47:12Z",
        "3 Nov 2026 11:47:12 -0000 | 2026-11-03T11:47:12Z",
        "Tue Nov  3 11:47:12 2026 | 2026-11-03T11:47:12Z",
        "Tue Nov 3 11:47:12 UTC 2026 | 2026-11-03T11:47:12Z",
        "Nov 3 11:47:12 | 2026-11-03T11:47:12Z",
        "Nov  3 11:47:12.25 | 2026-11-03T11:47:12.25Z",
        "Nov 03 2026 11:47:12 | 2026-11-03T11:47:12Z",
        "Dec  3 11:47:12 | 2025-12-03T11:47:12Z",
      })
  void readsWhatPeopleWrite(String text, String expected) throws Exception {
    TypeParser parser = new TypeParser(type("json"), RESERVED);

    parser.readTime(event(Map.of("time", text)), MODIFIED, 0);

    assertNull(parser.timeProblem());
    assertEquals(Instant.parse(expected), Instant.ofEpochSecond(parser.seconds(), parser.nanos()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-03",
        "11:47:12",
        "2026-11-03T24:00:01Z",
        "2026-11-03T11:47:61Z",
        "2026-11-03T11:60:00Z",
        "2026-11-03T11:47:12.Z",
        "2026-11-03T11:47:12,",
        "2026-11-03T11:47:",
        "2026-11-03T11:47:12+19:00",
        "2026-11-03T11:47:12+01:60",
        "2026-11-03T11:47:12+01:0",
        "2026-11-03T11:47:12 PST",
        "2026-11-03T11:47:12Zulu",
        "2026-11-03T11:47:12+01:00[Europe",
        "2026-11-03T11:47:12Z and more",
        "2026-11/03 11:47:12",
        "2026-02-29T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "20261103114712",
        "2026-W45-2T11:47:12Z",
        "03/11/2026 11:47:12",
        "03/Nov/2026:11:47:12",
        "Tue, 03 Nov 2026 11:47:12",
        "Tue Nov 31 11:47:12 2026",
        "Nov 31 11:47:12",
        "Now 3 11:47:12",
        "yesterday at noon",
        "12.5ms"
      })
  void guessesAtNothing(String text) throws Exception {
    TypeParser parser = new TypeParser(type("json"), RESERVED);

    parser.readTime(event(Map.of("time", text)), MODIFIED, 7);

    assertEquals(MODIFIED, parser.seconds());
    assertEquals(7, parser.nanos());
    assertEquals("time", Objects.requireNonNull(parser.timeProblem()).field());
  }

  @ParameterizedTest
  @CsvSource({
    "aws.waf, timestamp",
    "aws.networkfirewall, event_timestamp",
    "aws.vpcflow, start",
    "cloudwatch.logs, timestamp",
    "splunk.hec, time",
    "firehose.failed, arrivalTimestamp",
    "apache.access, time",
    "nginx.access, time_local",
    "nginx.error, time",
    "apache.error, time",
    "syslog, timestamp",
    "aws.s3access, requestdatetime",
    "aws.alb, time",
    "aws.cloudtrail, eventTime"
  })
  void readsIsoWhateverFormTheTypeHas(String type, String field) throws Exception {
    TypeParser parser = new TypeParser(type(type), RESERVED);

    parser.readTime(event(Map.of(field, "2026-11-03 11:47:12,494+0000")), MODIFIED, 0);

    assertNull(parser.timeProblem());
    assertEquals(
        Instant.parse("2026-11-03T11:47:12.494Z"),
        Instant.ofEpochSecond(parser.seconds(), parser.nanos()));
  }

  @Test
  void knowsWhatLoggersCallTheTime() throws Exception {
    TypeParser json = new TypeParser(type("json"), RESERVED);
    for (TimeField field : type("json").timeFields()) {
      Map<String, Object> record = new HashMap<>();
      record.put(field.path(), field.and() == null ? "1793706432" : "2026-11-03");
      if (field.and() != null) {
        record.put(field.and(), "11:47:12");
      }

      json.readTime(event(record), MODIFIED, 0);

      assertNull(json.timeProblem(), field.path());
      assertEquals(1_793_706_432L, json.seconds(), field.path());
    }
  }

  @Test
  void readsMembersOfMembers() throws Exception {
    TypeParser json = new TypeParser(type("json"), RESERVED);

    json.readTime(event(Map.of("t", Map.of("$date", "2026-11-03T11:47:12+00:00"))), MODIFIED, 0);
    assertEquals(1_793_706_432L, json.seconds());

    json.readTime(event(Map.of("instant", Map.of("epochSecond", 1_793_706_432L))), MODIFIED, 0);
    assertEquals(1_793_706_432L, json.seconds());
  }

  @ParameterizedTest
  @CsvSource({
    "time, soon, UNREADABLE, time",
    "time, 2005-12-31T23:59:59Z, TOO_EARLY, time",
    "time, 2026-11-22T02:00:01Z, TOO_LATE, time",
    "time, '', MISSING, ''",
    "when, 2026-11-03T11:47:12Z, MISSING, ''",
  })
  void saysWhyATimeIsNotTheEvents(String field, String text, String reason, String blamed)
      throws Exception {
    TypeParser json = new TypeParser(type("json"), RESERVED);

    json.readTime(event(Map.of(field, text)), MODIFIED, 0);

    assertEquals(new TimeProblem(TimeProblem.Reason.valueOf(reason), blamed), json.timeProblem());
  }

  @Test
  void blamesTheFieldThatIsATimeBeforeOneThatIsNone() throws Exception {
    TypeParser json = new TypeParser(type("json"), RESERVED);

    json.readTime(event(Map.of("timestamp", "soon", "ts", 5)), MODIFIED, 0);
    assertEquals(new TimeProblem(TimeProblem.Reason.TOO_EARLY, "ts"), json.timeProblem());

    json.readTime(event(Map.of("timestamp", "soon", "ts", true)), MODIFIED, 0);
    assertEquals("timestamp", Objects.requireNonNull(json.timeProblem()).field());

    json.readTime(event(Map.of("timestamp", "soon", "ts", 1_793_706_432L)), MODIFIED, 0);
    assertNull(json.timeProblem());
  }

  @Test
  void expectsNoTimeOfALineOfText() throws Exception {
    TypeParser text = new TypeParser(type("text"), RESERVED);

    text.readTime(event(Map.of("message", "2026-11-03T11:47:12Z hello")), MODIFIED, 0);

    TimeProblem problem = text.timeProblem();
    assertNotNull(problem);
    assertEquals(TimeProblem.UNTOLD, problem);
  }

  private static LogType type(String name) {
    return Objects.requireNonNull(LogTypes.shipped().named(name));
  }
}
