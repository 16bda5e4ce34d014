package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.TypeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody who writes into a value chooses what is in those beside it. */
class DelimitedLinesTest {
  private static final ReservedNames NONE = new ReservedNames(List.of());

  private static final String FREE =
      """
      type: app.free
      format:
        delimited:
          columns: [host, name, user, time, what, n]
          brackets: time
          free: user
          front: site
      fields: { n: long }
      """;

  private static final String RAW =
      """
      type: app.raw
      format:
        delimited:
          columns: [what, status, referrer, agent, version]
          least: 2
          raw: [what, referrer, agent]
      fields: { status: long }
      """;

  private static final String TYPED =
      """
      type: app.typed
      format:
        delimited:
          columns: [at, ip, status, n, f, ok, peer, took]
          least: 5
          forms: { status: status, peer: endpoint, took: duration }
          tail: [took]
      fields: { at: date, ip: ip, status: long, n: long, f: double, ok: boolean }
      """;

  private static final String LAYOUTS =
      """
      type: app.layouts
      format:
        delimited:
          columns: [n, what]
          in_front: [time, syslog]
          layouts:
            - { columns: [n, '-', m], forms: { m: number } }
            - { columns: [host, n, what], forms: { host: host } }
      fields: { n: long, m: long }
      """;

  private static final String CSV =
      """
      type: app.csv
      format: { delimited: { separator: ',', columns: [a, b, c], least: 1 } }
      fields: { c: long }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h - a b [t] \"w\" 1            | h | a b       | t",
        "h - [x] [y [t] \"w\" 1         | h | [x] [y    | t",
        "h - a [t] b [u] \"w\" 1        | h | a [t] b   | u",
        "h - \"a [t] \\\" b\" [u] \"w\" 1 | h | a [t] \\\" b | u",
        "h - \"] \" [t] \"w\" 1         | h | '] '      | t"
      })
  void findsTheBracketsBehindWhatAnybodyMayWrite(String line, String host, String user, String time)
      throws Exception {
    TypeParser parser = parser(FREE);

    LogEvent fields = parser.fields(record(line), true);

    assertEquals(host, text(fields, "host"));
    assertEquals(user, text(fields, "user"));
    assertEquals(time, text(fields, "time"));
    assertEquals("w", text(fields, "what"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h.example.com - u [t] \"w\" 1             | -                | h.example.com | -       |"
            + " u",
        "s.example.com:80 192.0.2.7 - u [t] \"w\" 1 | s.example.com:80 | 192.0.2.7     | -       |"
            + " u",
        "s.example.com:80 h - u [t] \"w\" 1         | s.example.com:80 | h             | -       |"
            + " u",
        "s.example.com 192.0.2.7 - u [t] \"w\" 1    | s.example.com    | 192.0.2.7     | -       |"
            + " u",
        "192.0.2.1:443 192.0.2.7 - u [t] \"w\" 1    | 192.0.2.1:443    | 192.0.2.7     | -       |"
            + " u",
        "[2001:db8::1]:443 ::7 - u [t] \"w\" 1      | [2001:db8::1]:443 | ::7          | -       |"
            + " u",
        "192.0.2.7 6.6.6.6 a b [t] \"w\" 1          | -                | 192.0.2.7     | 6.6.6.6 |"
            + " a b",
        "2001:db8::7 6.6.6.6 a b [t] \"w\" 1        | -                | 2001:db8::7   | 6.6.6.6 |"
            + " a b",
        "192.0.2.7 - 6.6.6.6 - [t] \"w\" 1          | -                | 192.0.2.7     | -       |"
            + " 6.6.6.6 -"
      })
  void tellsAColumnInFrontByWhatNoClientWrites(
      String line, String site, String host, String name, String user) throws Exception {
    TypeParser parser = parser(FREE);

    LogEvent fields = parser.fields(record(line), true);

    assertNull(parser.problem());
    assertEquals(site, text(fields, "site"));
    assertEquals(host, text(fields, "host"));
    assertEquals(name, text(fields, "name"));
    assertEquals(user, text(fields, "user"));
    assertEquals("t", text(fields, "time"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h", "h - u", "h - u t", "h - u [t] w 1", "h - [t] \"w\" 1"})
  void leavesALineWithoutBracketsInTheirPlace(String line) throws Exception {
    TypeParser parser = parser(FREE);

    LogEvent fields = parser.fields(record(line), true);

    assertEquals("fields_elsewhere", parser.problem());
    assertEquals(line, text(fields, "message"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"GET /\" 200 \"r\" \"a\" v more            | GET /   | r       | a         | v",
        "\"GET /\" HTTP\" 200 \"r\" \"a\" v            | GET /\" HTTP | r  | a         | v",
        "\"GET /\" 200 \"r\" 1 \"x\" \"a\" v            | GET /   | r\" 1 \"x | a       | v",
        "\"GET /\" 200 \"r\" \"a\" w \"b\" v            | GET /   | r       | a\" w \"b  | v",
        "\"GET /\" 200 \"r\\\" \"a\\\" v                | GET /   | r\\      | a\\        | v",
        "\"GET /\" - - - v                         | GET /   | -       | -         | v",
        "- 200 \"r\" - v                           | -       | r       | -         | v",
        "\"GET /\" 200 \"r\" \"a\"                   | GET /   | r       | a         | -"
      })
  void readsQuotesThatNobodyEscaped(
      String line, String what, String referrer, String agent, String version) throws Exception {
    TypeParser parser = parser(RAW);

    LogEvent fields = parser.fields(record(line), true);

    assertNull(parser.problem());
    assertEquals(what, text(fields, "what"));
    assertEquals(referrer, text(fields, "referrer"));
    assertEquals(agent, text(fields, "agent"));
    assertEquals(version, text(fields, "version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"GET /\" ok \"r\" \"a\" v", "\"GET /\" 200 \"r\" \"a v", "\"GET /"})
  void leavesALineWhoseQuotesAreElsewhere(String line) throws Exception {
    TypeParser parser = parser(RAW);

    LogEvent fields = parser.fields(record(line), true);

    assertEquals("fields_elsewhere", parser.problem());
    assertEquals(line, text(fields, "message"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-01T10:00:00Z 192.0.2.1 200 5 0.1 true a.example.com:80 12",
        "2026-10-01T10:00:00.123+02:00 2001:db8::1 000 -5 -1 false [::1]:80 1/2000",
        "1790000000 192.0.2.1 599 123456789012345678901 1e-05 - 192.0.2.7 0.5",
        "\"01/Oct/2026:10:00:00 +0000\" \"192.0.2.1\" - \"5\" \"0.1\" \"true\" unix:/run/a",
        "- - - - -"
      })
  void takesWhatLooksLikeTheValuesOfItsColumn(String line) throws Exception {
    TypeParser parser = parser(TYPED);

    LogEvent fields = parser.fields(record(line), true);

    assertNull(parser.problem());
    assertEquals("-", text(fields, "native.extra"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon 192.0.2.1 200 5 0.1",
        "200 192.0.2.1 200 5 0.1",
        "2026-10-01T10:00:00Z 192.0.2 200 5 0.1",
        "2026-10-01T10:00:00Z 192.0.2.256 200 5 0.1",
        "2026-10-01T10:00:00Z a.example.com 200 5 0.1",
        "2026-10-01T10:00:00Z 192.0.2.1 20 5 0.1",
        "2026-10-01T10:00:00Z 192.0.2.1 2000 5 0.1",
        "2026-10-01T10:00:00Z 192.0.2.1 \"200\" 5 0.1",
        "2026-10-01T10:00:00Z 192.0.2.1 GET 5 0.1",
        "2026-10-01T10:00:00Z 192.0.2.1 200 5.1 0.1",
        "2026-10-01T10:00:00Z 192.0.2.1 200 many 0.1",
        "2026-10-01T10:00:00Z 192.0.2.1 200 5 0.1.2",
        "2026-10-01T10:00:00Z 192.0.2.1 200 5 0.1 yes",
        "2026-10-01T10:00:00Z 192.0.2.1 200 5 0.1 true 192.0.2.1:port"
      })
  void leavesALineWithAValueThatIsNoneOfItsColumn(String line) throws Exception {
    TypeParser parser = parser(TYPED);

    LogEvent fields = parser.fields(record(line), true);

    assertEquals("fields_elsewhere", parser.problem());
    assertEquals(line, text(fields, "message"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- - 200 5 0.1 true h 12 tomorrow \"and after\" \"\" | [\"tomorrow\",\"and after\",\"\"]",
        "- - 200 5 0.1 true h TLSv1.3 12 | [\"TLSv1.3\",\"12\"]",
        "- - 200 5 0.1 true h \"12\" | [\"12\"]",
        "- - 200 5 0.1 true h 12   | -",
      })
  void keepsWhatItKnowsNoColumnFor(String line, String extra) throws Exception {
    TypeParser parser = parser(TYPED);

    LogEvent fields = parser.fields(record(line), true);

    assertNull(parser.problem());
    assertEquals(!extra.equals("-"), parser.hasUnknownColumns());
    JsonBuffer json = new JsonBuffer(256);
    assertTrue(fields.writeTo(json));
    String document = new String(json.toByteArray(), StandardCharsets.UTF_8);
    assertEquals(
        !extra.equals("-"), document.contains(",\"native\":{\"extra\":" + extra + "}"), document);
  }

  @Test
  void keepsALineOfValuesWithoutNumber() throws Exception {
    TypeParser parser = parser(TYPED);

    LogEvent fields =
        parser.fields(record("- - 200 5 0.1 true h 1 " + "x ".repeat(5000) + "end"), true);

    FieldValue extra = new FieldValue();
    assertTrue(fields.find(FieldPath.of("native.extra"), extra));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 a                                             | 1 | a | - | -",
        "1 a 7                                           | 1 | - | - | 7",
        "h.example.com 1 a                               | 1 | a | h.example.com | -",
        "2026-10-01T10:00:00.000Z 1 a                    | 1 | a | - | -",
        "2026-10-01T10:00:00.123456789Z stdout F 1 a     | 1 | a | - | -",
        "Oct  1 10:00:00 web1 app[7]: 1 a                | 1 | a | - | -",
        "<13>Oct 1 10:00:00 app: h.example.com 1 a       | 1 | a | h.example.com | -",
        "<13>1 2026-10-01T10:00:00Z web1 app 7 - - 1 a   | 1 | a | - | -",
        "2026-10-01T10:00:00Z Oct 1 10:00:00 w app: 1 a  | 1 | a | - | -"
      })
  void readsTheLayoutThatLeavesNothingAndWhatStandsInFront(
      String line, String n, String what, String host, String m) throws Exception {
    TypeParser parser = parser(LAYOUTS);

    LogEvent fields = parser.fields(record(line), true);

    assertNull(parser.problem());
    assertEquals(n, text(fields, "n"));
    assertEquals(what, text(fields, "what"));
    assertEquals(host, text(fields, "host"));
    assertEquals(m, text(fields, "m"));
  }

  @Test
  void tellsWhatStoodInFront() throws Exception {
    TypeParser parser = parser(LAYOUTS);

    LogEvent fields =
        parser.fields(record("2026-10-01T10:00:00Z <13>Oct 1 10:00:00 web1 app[7]: 1 a"), true);

    assertEquals("2026-10-01T10:00:00Z", text(fields, "export_time"));
    assertEquals("<13>Oct 1 10:00:00 web1 app[7]:", text(fields, "syslog_head"));
    assertEquals("web1", text(fields, "syslog_host"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,\"b, c\",1              | a | b, c     | 1",
        "e,\"f \"\"q\"\" g\",\"2\"  | e | f \"q\" g | 2",
        "\"\"\"\",\\,3             | \" | \\        | 3",
        "k,,4                      | k | -        | 4",
        "k,\"\",                   | k | -        | -"
      })
  void readsQuotesOfCsv(String line, String a, String b, String c) throws Exception {
    TypeParser parser = parser(CSV);

    LogEvent fields = parser.fields(record(line), true);

    assertNull(parser.problem());
    assertEquals(a, text(fields, "a"));
    assertEquals(b, text(fields, "b"));
    assertEquals(c, text(fields, "c"));
  }

  @Test
  void readsAValueOfCsvWithLinesInIt() throws Exception {
    LogEvent fields = parser(CSV).fields(record("i,\"line1\nline2\",5"), true);

    assertEquals("line1\nline2", text(fields, "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,\"b,1", "a,\"b\"c,1", "a,b,\"x\""})
  void leavesALineThatIsNoCsv(String line) throws Exception {
    TypeParser parser = parser(CSV);

    LogEvent unused = parser.fields(record(line), true);

    assertEquals("fields_elsewhere", parser.problem());
  }

  private TypeParser parser(String yaml) throws Exception {
    return new TypeParser(TypeFile.read(Files.writeString(folder.resolve("t.yaml"), yaml)), NONE);
  }

  private static LogEvent record(String line) throws Exception {
    MsgpackWriter record = new MsgpackWriter(200);
    record.writeMapHeader(1);
    record.writeStr("message");
    record.writeStr(line);
    LogEvent event = new LogEvent(NONE);
    int unused = event.reset(record.bytes(), 0, record.size());
    return event;
  }

  private static String text(LogEvent event, String name) throws Exception {
    FieldValue value = new FieldValue();
    return event.find(FieldPath.of(name), value) ? value.text() : "-";
  }
}
