package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.TypeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        "h.example.com - u [t] \"w\" 1             | -                | h.example.com | -       | u",
        "s.example.com:80 192.0.2.7 - u [t] \"w\" 1 | s.example.com:80 | 192.0.2.7     | -       | u",
        "s.example.com:80 h - u [t] \"w\" 1         | s.example.com:80 | h             | -       | u",
        "s.example.com 192.0.2.7 - u [t] \"w\" 1    | s.example.com    | 192.0.2.7     | -       | u",
        "192.0.2.1:443 192.0.2.7 - u [t] \"w\" 1    | 192.0.2.1:443    | 192.0.2.7     | -       | u",
        "[2001:db8::1]:443 ::7 - u [t] \"w\" 1      | [2001:db8::1]:443 | ::7          | -       | u",
        "192.0.2.7 6.6.6.6 a b [t] \"w\" 1          | -                | 192.0.2.7     | 6.6.6.6 | a b",
        "2001:db8::7 6.6.6.6 a b [t] \"w\" 1        | -                | 2001:db8::7   | 6.6.6.6 | a b",
        "192.0.2.7 - 6.6.6.6 - [t] \"w\" 1          | -                | 192.0.2.7     | -       | 6.6.6.6 -"
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
