package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.TypeFile;
import dev.weir.yaml.InvalidFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types that a user writes, in each of the formats. */
class UserTypeTest {
  private static final long MODIFIED = Instant.parse("2026-11-21T02:10:49Z").getEpochSecond();
  private static final ReservedNames NONE = new ReservedNames(List.of());

  @TempDir private Path folder;

  @Test
  void readsNamedGroupsOfRegularExpressions() throws Exception {
    TypeParser parser =
        parser(
            """
            type: app.login
            format:
              regex:
                - '(?P<when>\\S+ \\S+) (?P<who>\\w+) (?P<what>LOGIN|LOGOUT)(?: from (?P<ip>\\S+))?'
                - '(?P<when>\\S+ \\S+) (?P<note>.*)'
            times:
              - { field: when, pattern: 'dd.MM.yyyy HH:mm:ss', zone: Europe/Berlin }
            ecs:
              user.name: who
              event.action: { from: what, as: lower }
              source.ip: { from: ip, as: ip }
            """);

    assertEquals(
        "{\"when\":\"21.11.2025 03:10:49\",\"who\":\"alice\",\"what\":\"LOGIN\",\"ip\":\"10.0.0.7\""
            + " | ,\"event\":{\"action\":\"login\"},\"source\":{\"ip\":\"10.0.0.7\"}"
            + ",\"user\":{\"name\":\"alice\"}",
        read(parser, "21.11.2025 03:10:49 alice LOGIN from 10.0.0.7"));
    assertEquals(Instant.parse("2025-11-21T02:10:49Z").getEpochSecond(), parser.seconds());
    assertEquals(
        "{\"when\":\"21.11.2025 03:10:49\",\"note\":\"x\" | ",
        read(parser, "21.11.2025 03:10:49 x"));
    assertEquals("{\"message\":\"one\" | ", read(parser, "one"));
    assertEquals("no_match", parser.problem());
  }

  @Test
  void readsPairs() throws Exception {
    TypeParser parser =
        parser(
            """
            type: app.pairs
            format: { key_value: {} }
            fields: { n: long, ok: boolean, f: double }
            """);

    assertEquals(
        "{\"n\":12,\"ok\":true,\"f\":1.5,\"text\":\"a b\" | ",
        read(parser, "n=12 ok=true  f=1.5 word text=\"a b\" empty="));
    assertEquals("{\"n\":[\"many\",2],\"k\":\"v\" | ", read(parser, "n=many k=v .=1 a..b=2 n=2"));
    assertNull(parser.problem());
    assertEquals("{\"a\":\"\\\\\\\\\" | ", read(parser, "=x == a=\"\\\\"));
    assertEquals("{\"message\":\"nothing here\" | ", read(parser, "nothing here"));
    assertEquals("no_pairs", parser.problem());
  }

  @Test
  void readsTextsWithFieldsBetweenThem() throws Exception {
    TypeParser parser =
        parser(
            """
            type: app.dissected
            format:
              dissect:
                - 'Failed {} for {user} from {ip} port {port}'
                - 'Accepted {method} for {user} from {ip}: {key}'
            fields: { port: long }
            """);

    assertEquals(
        "{\"user\":\"invalid user x\",\"ip\":\"::1\",\"port\":22 | ",
        read(parser, "Failed password for invalid user x from ::1 port 22"));
    assertEquals(
        "{\"method\":\"publickey\",\"user\":\"u\",\"ip\":\"192.0.2.7\",\"key\":\"RSA SHA256:a\" | ",
        read(parser, "Accepted publickey for u from 192.0.2.7: RSA SHA256:a"));
    assertEquals("{\"message\":\"Failed\" | ", read(parser, "Failed"));
    assertNotNull(parser.problem());
  }

  @Test
  void takesWhatFitsInOneWayAndNothingFromWhatFitsInTwo() throws Exception {
    TypeParser parser =
        parser(
            """
            type: app.dissected
            format:
              cut: 60
              dissect:
                - '{=text}, ip: {-ip}, port: {port}{?, "{path}"}'
                - '{=text}, ip: {-ip}'
                - 'said {text}'
            fields: { port: long }
            """);

    assertEquals(
        "{\"text\":\"a, ip: b\",\"ip\":\"::1\",\"port\":22 | ",
        read(parser, "a, ip: b, ip: ::1, port: 22"));
    assertEquals(
        "{\"text\":\"a\",\"ip\":\"::1\",\"port\":22,\"path\":\"/, ip: b\" | ",
        read(parser, "a, ip: ::1, port: 22, \"/, ip: b\""));
    assertEquals(
        "{\"text\":\"a, ip: ::1, port: 1, \\\"b, ip: ::2, port: 2, \\\"c\\\"\" | ",
        read(parser, "said a, ip: ::1, port: 1, \"b, ip: ::2, port: 2, \"c\""));
    assertEquals(
        "{\"text\":\"" + "a".repeat(60) + ", ip: ::1\" | ",
        read(parser, "said " + "a".repeat(60) + ", ip: ::1"));
  }

  @Test
  void triesABoundedNumberOfPlaces() throws Exception {
    TypeParser parser =
        parser(
            """
            type: app.dissected
            format: { dissect: ['{=text} in {-place} at {hour}', 'said {text}'] }
            fields: { hour: long }
            """);

    String few = "said" + " in x".repeat(200);
    String many = "said" + " in x".repeat(300);

    assertEquals(
        "{\"text\":\"" + few + "\",\"place\":\"y\",\"hour\":3 | ",
        read(parser, few + " in y at 3"));
    assertEquals(
        "{\"text\":\"" + many.substring(5) + " in y at 3\" | ", read(parser, many + " in y at 3"));
  }

  @Test
  void readsFieldsThatReachFarOrAreBoundOrOptional() throws Exception {
    TypeParser parser =
        parser(
            """
            type: app.dissected
            format:
              dissect:
                - 'last {*user} from {ip} port {port}'
                - 'only {=user} from {ip}'
                - 'word {-user} from {ip}'
                - 'code {?{code:AH}: }{text}{?, at {place}}{? (again)}'
            fields: { port: long }
            """);

    assertEquals(
        "{\"user\":\"a from 192.0.2.1 port 2\",\"ip\":\"::1\",\"port\":22 | ",
        read(parser, "last a from 192.0.2.1 port 2 from ::1 port 22"));
    assertEquals(
        "{\"message\":\"last a from ::1 port x\" | ", read(parser, "last a from ::1 port x"));
    assertEquals("{\"user\":\"a\",\"ip\":\"::1\" | ", read(parser, "only a from ::1"));
    assertEquals(
        "{\"message\":\"only a from b from ::1\" | ", read(parser, "only a from b from ::1"));
    assertEquals(
        "{\"user\":\"a\",\"ip\":\"b from ::1\" | ", read(parser, "word a from b from ::1"));
    assertEquals("{\"message\":\"word a b from c\" | ", read(parser, "word a b from c"));
    assertEquals(
        "{\"code\":\"AH1\",\"text\":\"x\",\"place\":\"home\" | ",
        read(parser, "code AH1: x, at home (again)"));
    assertEquals("{\"text\":\"BH1: x\" | ", read(parser, "code BH1: x (again)"));
    assertEquals("{\"text\":\"x, on\" | ", read(parser, "code x, on"));
  }

  @Test
  void readsMessagesByTheProgramThatWroteThem() throws Exception {
    TypeParser parser =
        parser(
            """
            type: app.messages
            format:
              syslog:
                programs:
                  - names: [door, gate]
                    messages:
                      - { form: 'opened for {who}', set: { action: open } }
                      - { form: 'shut', set: { action: shut } }
                messages: '{who} rang'
            fields: { repeated: long }
            ecs: { event.action: action }
            """);

    String head = "{\"timestamp\":\"Nov 20 22:14:15\",\"hostname\":\"h\",\"program\":";
    assertEquals(
        head
            + "\"gate\",\"message\":\"opened for a\",\"who\":\"a\",\"action\":\"open\""
            + " | ,\"event\":{\"action\":\"open\"}",
        read(parser, "Nov 20 22:14:15 h gate: opened for a"));
    assertEquals(
        head
            + "\"gate\",\"message\":\"message repeated 2 times: [ shut]\",\"repeated\":2"
            + ",\"action\":\"shut\" | ,\"event\":{\"action\":\"shut\"}",
        read(parser, "Nov 20 22:14:15 h gate: message repeated 2 times: [ shut]"));
    assertEquals(
        head + "\"wall\",\"message\":\"opened for a\" | ",
        read(parser, "Nov 20 22:14:15 h wall: opened for a"));
    assertEquals(
        head + "\"wall\",\"message\":\"a rang\",\"who\":\"a\" | ",
        read(parser, "Nov 20 22:14:15 h wall: a rang"));
  }

  @ParameterizedTest
  @CsvSource({
    "program, gate, message",
    "SYSLOG_IDENTIFIER, gate, MESSAGE",
    "_COMM, gate, MESSAGE",
  })
  void readsAMessageWhoseProgramStandsBesideIt(String name, String program, String line)
      throws Exception {
    TypeParser parser =
        parser(
            """
            type: app.messages
            format:
              syslog:
                programs:
                  - { names: gate, messages: [{ form: 'opened for {who}' }] }
            """);
    MsgpackWriter record = new MsgpackWriter(100);
    record.writeMapHeader(2);
    record.writeStr(name);
    record.writeStr(program);
    record.writeStr(line);
    record.writeStr("opened for a");

    assertEquals(
        "{\"message\":\"opened for a\",\"who\":\"a\",\"%s\":\"gate\" | ".formatted(name),
        read(parser, record, false));
    assertNull(parser.problem());
  }

  @Test
  void takesAnEntryOfTheJournalForAMessageWhoeverWroteIt() throws Exception {
    TypeParser parser = parser("type: app.messages\nformat: { syslog: {} }\n");
    MsgpackWriter record = new MsgpackWriter(100);
    record.writeMapHeader(1);
    record.writeStr("MESSAGE");
    record.writeStr("no head");

    assertEquals("{\"message\":\"no head\" | ", read(parser, record, false));
    assertNull(parser.problem());
    assertEquals("{\"message\":\"no head\" | ", read(parser, "no head"));
    assertEquals("no_syslog", parser.problem());
  }

  @Test
  void readsColumnsThatSomeWritersHave() throws Exception {
    TypeParser parser =
        parser(
            """
            type: app.columns
            format:
              delimited:
                columns: [host, user, time, what, agent, took]
                least: 4
                brackets: time
                free: user
                front: site
                quoted: [agent]
                lists: [took]
                named: { rt: took }
            fields: { took: double }
            """);

    assertEquals(
        "{\"host\":\"h\",\"user\":\"u\",\"time\":\"t\",\"what\":\"w\",\"took\":7 | ",
        read(parser, "h u [t] \"w\" 7"));
    assertEquals(
        "{\"site\":\"s:80\",\"host\":\"h\",\"time\":\"t\",\"what\":\"w\",\"agent\":\"a b\" | ",
        read(parser, "s:80 h - [t] \"w\" \"a b\""));
    assertEquals(
        "{\"host\":\"h\",\"user\":\"u\",\"time\":\"t\",\"what\":\"w\",\"took\":[7,0.5] | ",
        read(parser, "h u [t] \"w\" rt=\"7, 0.5\" rt=8"));
    assertEquals(
        "{\"host\":\"h\",\"user\":\"u\",\"time\":\"t\",\"what\":\"w\",\"took\":[7,1,0.5] | ",
        read(parser, "h u [t] \"w\" 7, 1 : -, 0.5"));
    assertEquals("{\"message\":\"s - [t] 200\" | ", read(parser, "s - [t] 200"));
  }

  @Test
  void keepsWhatCameWithALineOfAHostUnlessTheLineSaysIt() throws Exception {
    TypeParser parser = parser("type: app.hosted\nformat: { key_value: {} }\n");
    MsgpackWriter record = new MsgpackWriter(100);
    record.writeMapHeader(3);
    record.writeStr("log");
    record.writeStr("a=1 b=2");
    record.writeStr("a");
    record.writeStr("of the host");
    record.writeStr("file");
    record.writeStr("x.log");

    assertEquals("{\"a\":\"1\",\"b\":\"2\",\"file\":\"x.log\" | ", read(parser, record, false));
  }

  /** Frames that an earlier version sent wait in Fluent Bit's buffer while weir is updated. */
  @Test
  void readsALineUnderTheNameThatFramesHadBefore() throws Exception {
    TypeParser parser = parser("type: app.named\nformat: { key_value: {} }\n");

    assertEquals("{\"a\":\"1\" | ", read(parser, record("log", "a=1"), true));
    assertEquals("{\"a\":\"1\" | ", read(parser, record("message", "a=1"), true));
    assertEquals(
        "{\"a\":\"1\",\"log\":\"of a filter\" | ",
        read(parser, record("log", "of a filter", "message", "a=1"), true));
  }

  @Test
  void tellsEveryMistakeAtOnce() throws Exception {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        type: Bad Name
        format:
          regex: '('
          delimited: { separator: '--', free: b, front: a }
          dissect: ['{a', '{*a} {*b}', '{a} {a}', '{?}']
          syslog:
            programs: [{ names: p, messages: [{ form: '{a}', set: { a: x } }, {}] }]
        times: [{ field: a, form: iso }]
        fields: { a: number }
        ecs:
          source.ipp: a
          user.name: { form: lower }
        colour: red
        """);

    InvalidFileException e = assertThrows(InvalidFileException.class, () -> TypeFile.read(file));

    assertEquals(
        List.of(
            "type",
            "format",
            "format.regex",
            "format.delimited.separator",
            "format.delimited.free",
            "format.delimited.front",
            "format.dissect[0]",
            "format.dissect[1]",
            "format.dissect[2]",
            "format.dissect[3]",
            "format.syslog.programs[0].messages[0].set.a",
            "format.syslog.programs[0].messages[1].form",
            "times[0].form",
            "fields.a",
            "ecs.source.ipp",
            "ecs.user.name",
            "ecs.user.name.form",
            "colour"),
        e.problems().stream().map(problem -> problem.key()).toList(),
        e.getMessage());
  }

  private TypeParser parser(String yaml) throws Exception {
    Path file = folder.resolve("type.yaml");
    Files.writeString(file, yaml);
    return new TypeParser(TypeFile.read(file), NONE);
  }

  private static String read(TypeParser parser, String line) throws Exception {
    MsgpackWriter record = new MsgpackWriter(100);
    record.writeMapHeader(1);
    record.writeStr("message");
    record.writeStr(line);
    return read(parser, record, true);
  }

  private static MsgpackWriter record(String... namesAndValues) {
    MsgpackWriter record = new MsgpackWriter(100);
    record.writeMapHeader(namesAndValues.length / 2);
    for (String text : namesAndValues) {
      record.writeStr(text);
    }
    return record;
  }

  private static String read(TypeParser parser, MsgpackWriter record, boolean trusted)
      throws Exception {
    LogEvent event = new LogEvent(NONE);
    int unused = event.reset(record.bytes(), 0, record.size());
    LogEvent fields = parser.fields(event, trusted);
    parser.readTime(fields, MODIFIED, 0);
    EcsFields normal = new EcsFields(EcsSchema.get());
    if (parser.problem() == null) {
      parser.normalize(fields, normal);
    }
    JsonBuffer out = new JsonBuffer(100);
    boolean valid = fields.writeTo(out);
    out.ascii(" | ");
    assertEquals(valid, normal.writeTo(out));
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
