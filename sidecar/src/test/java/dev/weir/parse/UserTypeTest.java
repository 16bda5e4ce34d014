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

  @Test
  void tellsEveryMistakeAtOnce() throws Exception {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        type: Bad Name
        format: { regex: '(', delimited: { separator: '--' } }
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
            "format.delimited.separator",
            "format.regex",
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
    record.writeStr("log");
    record.writeStr(line);
    return read(parser, record, true);
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
