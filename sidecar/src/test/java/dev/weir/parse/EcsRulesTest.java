package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.Records;
import dev.weir.event.ReservedNames;
import dev.weir.type.TypeFile;
import dev.weir.yaml.InvalidFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules of a type's file make of JSON records. */
class EcsRulesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ReservedNames NONE = new ReservedNames(List.of());

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"kind\":\"proxy\",\"peer\":\"a\"} | {}",
        "{\"kind\":\"core\",\"peer\":\"a\"} | {\"user\":{\"name\":\"a\"}}",
        "{\"peer\":\"a\"} | {\"user\":{\"name\":\"a\"}}",
      })
  void asksNoRuleWhereWhatItExcludesHolds(String record, String expected) throws Exception {
    TypeParser parser = parser("user.name: { unless: { kind: [proxy, ssl] }, from: peer }\n");

    assertEquals(expected, read(parser, record));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"x\":{\"@a.b\":\"1\"}} | {\"user\":{\"name\":\"1\"}}",
        "{\"x\":{\"@a\":{\"b\":\"1\"}}} | {}",
        "{\"x.@a.b\":\"1\"} | {\"user\":{\"name\":\"1\"}}",
      })
  void findsANameWithDotsBelowTheTop(String record, String expected) throws Exception {
    TypeParser parser = parser("user.name: 'x.@a\\.b'\n");

    assertEquals(expected, read(parser, record));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/1 | 123456789012 | eu-west-1",
        "arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:a:b | 123456789012 | cn-north-1",
        "arn:aws:iam::123456789012:role/r | 123456789012 | -",
        "arn:aws:s3:::bucket | - | -",
        "arn:aws:x:eu-west-1:12345:y | - | eu-west-1",
        "arn:aws:x:eu-west-1 | - | eu-west-1",
        "arn:aws | - | -",
        "11111111-2222 | - | -",
      })
  void readsAccountAndRegionOfAnArn(String arn, String account, String region) throws Exception {
    TypeParser parser =
        parser(
            """
            user.name: { from: arn, as: arn_account }
            user.domain: { from: arn, as: arn_region }
            """);
    String domain = region.equals("-") ? "" : "\"domain\":\"" + region + "\"";
    String name = account.equals("-") ? "" : "\"name\":\"" + account + "\"";
    String comma = domain.isEmpty() || name.isEmpty() ? "" : ",";
    String user = domain + comma + name;

    assertEquals(
        user.isEmpty() ? "{}" : "{\"user\":{" + user + "}}",
        read(parser, "{\"arn\":\"" + arn + "\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"kind\":\"role\",\"id\":\"A:s\",\"name\":\"n\"} | {\"user\":{\"name\":\"s\"}}",
        "{\"kind\":\"role\",\"id\":\"A\",\"name\":\"n\"} | {\"user\":{\"name\":\"n\"}}",
        "{\"kind\":\"user\",\"id\":\"A:s\",\"name\":\"n\"} | {\"user\":{\"name\":\"n\"}}",
        "{\"kind\":\"root\",\"name\":\"n\"} | {\"user\":{\"name\":\"root\"}}",
        "{\"kind\":7,\"name\":\"n\"} | {\"user\":{\"name\":\"seven\"}}",
        "{\"kind\":[\"root\"],\"id\":\"A:s\"} | {}",
        "{\"kind\":null} | {}",
      })
  void takesTheFirstRuleThatGivesAValue(String record, String expected) throws Exception {
    TypeParser parser =
        parser(
            """
            user.name:
              - { when: { kind: root }, value: root }
              - { when: { kind: [role, federated] }, from: id, after: ':' }
              - { when: { kind: 7 }, value: seven }
              - { from: name }
            """);

    assertEquals(expected, read(parser, record));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TLSv1.2 | {\"tls\":{\"version\":\"1.2\",\"version_protocol\":\"tls\"}}",
        "TLSV1.3 | {\"tls\":{\"version\":\"1.3\",\"version_protocol\":\"tls\"}}",
        "tlsv12  | {\"tls\":{\"version\":\"1.2\",\"version_protocol\":\"tls\"}}",
        "TLS 1.1 | {\"tls\":{\"version\":\"1.1\",\"version_protocol\":\"tls\"}}",
        "TLSv1   | {\"tls\":{\"version\":\"1.0\",\"version_protocol\":\"tls\"}}",
        "SSLv3   | {\"tls\":{\"version\":\"3.0\",\"version_protocol\":\"ssl\"}}",
        "TLS     | {}",
        "TLSv    | {}",
        "TLSv1.  | {}",
        "TLSv1.2x| {}",
        "TLSv1.23| {}",
        "QUICv1  | {}",
        "1.2     | {}",
      })
  void takesANameOfTlsApart(String name, String expected) throws Exception {
    TypeParser parser =
        parser(
            """
            tls.version: { from: p, as: tls_version }
            tls.version_protocol: { from: p, as: tls_protocol }
            """);

    assertEquals(expected, read(parser, "{\"p\":\"" + name + "\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "512                | {\"event\":{\"duration\":512000}}",
        "\"512\"            | {\"event\":{\"duration\":512000}}",
        "0                  | {\"event\":{\"duration\":0}}",
        "0.123              | {\"event\":{\"duration\":123000000}}",
        "\"0.123\"          | {\"event\":{\"duration\":123000000}}",
        "\"1/1000512\"      | {\"event\":{\"duration\":1000512000}}",
        "-1                 | {}",
        "\"-\"              | {}",
        "9000000000000000000| {}",
      })
  void takesWholeNumbersForMicroseconds(String value, String expected) throws Exception {
    TypeParser parser =
        parser(
            """
            event.duration:
              - { from: d, after: '/', as: micros }
              - { from: d, as: micros }
              - { from: d, as: seconds }
            """);

    assertEquals(expected, read(parser, "{\"d\":" + value + "}"));
  }

  @Test
  void asksEveryRuleThatAddsItsValue() throws Exception {
    TypeParser parser =
        parser(
            """
            related.user:
              - { from: id, after: ':', all: true }
              - { when: { target: '*' }, from: [name, target], all: true }
            event.type:
              - { value: info, all: true }
              - { from: 'kinds.*', map: { a: [admin, change], b: change }, all: true }
            """);

    assertEquals(
        "{\"event\":{\"type\":[\"info\",\"change\",\"admin\"]},\"related\":{\"user\":[\"s\",\"n\",\"t\"]}}",
        read(
            parser,
            "{\"id\":\"A:s\",\"name\":\"n\",\"target\":\"t\",\"kinds\":[\"b\",\"a\",\"c\"]}"));
    assertEquals(
        "{\"event\":{\"type\":\"info\"},\"related\":{\"user\":\"s\"}}",
        read(parser, "{\"id\":\"A:s\",\"name\":\"n\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"name\":\"Accept\",\"value\":\"*\"},{\"name\":\"USER-agent\",\"value\":\"c\"}] | c",
        "[{\"value\":\"c\",\"x\":[1],\"name\":\"user-agent\"}] | c",
        "[{\"name\":\"user-agent\",\"value\":\"c\"},{\"name\":\"user-agent\",\"value\":\"d\"}] | c",
        "[{\"name\":\"user-agent\"},{\"name\":\"user-agent\",\"value\":\"d\"}] | d",
        "{\"name\":\"user-agent\",\"value\":\"c\"} | c",
        "[{\"name\":\"user-agents\",\"value\":\"c\"},{\"Name\":\"user-agent\",\"value\":\"c\"}] | ",
        "[\"user-agent\",null,7,[],{},{\"name\":[\"user-agent\"],\"value\":\"c\"}] | ",
        "\"user-agent\" | ",
      })
  void takesAMemberOfTheElementThatANameChooses(String headers, @Nullable String expected)
      throws Exception {
    TypeParser parser =
        parser(
            """
            user_agent.original: 'request.headers[name=User-Agent].value'
            url.domain: 'headers[name=user-agent].value'
            related.hosts: { from: 'request.headers.*.nothing', all: true }
            """);
    String agent = "{\"user_agent\":{\"original\":\"" + expected + "\"}}";
    String domain = "{\"url\":{\"domain\":\"" + expected + "\"}}";

    assertEquals(
        expected == null ? "{}" : agent,
        read(parser, "{\"request\":{\"headers\":" + headers + "}}"));
    assertEquals(expected == null ? "{}" : domain, read(parser, "{\"headers\":" + headers + "}"));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sts::1:assumed-role/Deployer/alice, Deployer",
    "assumed-role/a/b/c, a",
    "assumed-role/a, ",
    "assumed-role//b, ",
    "role/a/b, ",
    "'', ",
  })
  void takesThePartBetweenTwoMarks(String text, String part) throws Exception {
    TypeParser parser = parser("user.roles: { from: arn, after: 'assumed-role/', before: / }");

    assertEquals(
        part == null ? "{}" : "{\"user\":{\"roles\":\"" + part + "\"}}",
        read(parser, "{\"arn\":\"" + text + "\"}"));
  }

  @Test
  void understandsAPartAsTheRuleSays() throws Exception {
    TypeParser parser =
        parser(
            """
            source.ip: { from: a, after: '/', as: ip }
            cloud.service.name: { from: b, after: 'AWS::', before: '::', as: lower }
            event.category: { from: c, before: /, map: { TTPs: intrusion_detection } }
            """);

    assertEquals(
        "{\"cloud\":{\"service\":{\"name\":\"ec2\"}},\"event\":{\"category\":\"intrusion_detection\"},"
            + "\"source\":{\"ip\":\"10.0.0.1\"}}",
        read(
            parser,
            "{\"a\":\"eth0/10.0.0.1\",\"b\":\"AWS::EC2::Volume\",\"c\":\"TTPs/Command and"
                + " Control\"}"));
    assertEquals("{}", read(parser, "{\"a\":\"10.0.0.1\",\"b\":\"EC2\",\"c\":\"TTPs\"}"));
  }

  @Test
  void writesNamesOfTheDnsInOneForm() throws Exception {
    TypeParser parser = parser("dns.question.name: { from: q, as: domain }");

    assertEquals(
        "{\"dns\":{\"question\":{\"name\":\"a.example\"}}}",
        read(parser, "{\"q\":\"A.Example.\"}"));
    assertEquals("{\"dns\":{\"question\":{\"name\":\".\"}}}", read(parser, "{\"q\":\".\"}"));
  }

  @Test
  void takesTheWholePartOfDecimals() throws Exception {
    TypeParser parser = parser("event.severity: n");

    assertEquals("{\"event\":{\"severity\":8}}", read(parser, "{\"n\":8.9}"));
    assertEquals("{}", read(parser, "{\"n\":1e300}"));
  }

  @Test
  void goesThroughArrays() throws Exception {
    TypeParser parser =
        parser(
            """
            dns.answers.data: { from: 'answers.*.data', all: true }
            related.hash: { from: 'threats.*.files.*.hash', all: true }
            rule.name: 'rules.*.name'
            """);

    assertEquals(
        "{\"dns\":{\"answers\":{\"data\":[\"1\",\"2\"]}},\"related\":{\"hash\":[\"aa\",\"bb\",\"cc\"]},"
            + "\"rule\":{\"name\":\"first\"}}",
        read(
            parser,
            """
            {"answers":[{"data":"1"},null,7,[],{"data":null},{"other":{"data":"x"},"data":2}],
             "threats":[{"files":[{"hash":"aa"},{"hash":"bb"}]},{"files":{"hash":"cc"}},{"files":[]}],
             "rules":[{},{"name":["no"]},{"name":"first"},{"name":"second"}]}
            """));
    assertEquals(
        "{\"dns\":{\"answers\":{\"data\":\"alone\"}}}",
        read(parser, "{\"answers\":{\"data\":\"alone\"},\"threats\":\"none\",\"rules\":[[]]}"));
  }

  @Test
  void findsAFieldByEachOfItsPaths() throws Exception {
    TypeParser parser =
        parser(
            """
            user.name: a.b
            user.id: a.b.c
            related.user: { from: 'a.*.b', all: true }
            """);

    assertEquals(
        "{\"related\":{\"user\":\"in\"},\"user\":{\"name\":\"in\"}}",
        read(parser, "{\"a\":{\"b\":\"in\"}}"));
    assertEquals("{\"related\":{\"user\":\"e\"}}", read(parser, "{\"a\":[{\"b\":\"e\"}]}"));
    assertEquals("{\"user\":{\"id\":\"c\"}}", read(parser, "{\"a\":{\"b\":{\"c\":\"c\"}}}"));
    assertEquals(
        "{\"related\":{\"user\":\"in\"},\"user\":{\"name\":\"dotted\"}}",
        read(parser, "{\"a\":{\"b\":\"in\"},\"a.b\":\"dotted\"}"));
  }

  @Test
  void holdsACountOfValuesPerPath() throws Exception {
    TypeParser parser = parser("related.hosts: { from: 'hosts.*', all: true }");
    StringBuilder hosts = new StringBuilder("{\"hosts\":[\"h0\"");
    for (int i = 1; i < 1000; i++) {
      hosts.append(",\"h").append(i).append('"');
    }

    String normal = read(parser, hosts.append("]}").toString());

    assertEquals(64, JSON.readTree(normal).at("/related/hosts").size());
  }

  @Test
  void givesNothingBackThatAFilterTookAway() throws Exception {
    TypeParser parser =
        parser(
            """
            user.name:
              - { when: { kind: secret }, value: told }
              - { from: 'names.*.n' }
            event.outcome: { from: 'names.*.n', map: { x: success }, absent: failure }
            """);
    LogEvent event = event("{\"kind\":\"secret\",\"names\":[{\"n\":\"hidden\"}]}");
    FieldValue value = new FieldValue();
    for (String field : List.of("kind", "names")) {
      event.each(FieldPath.of(field), value, event::remove);
    }

    assertEquals("{}", normal(parser, event));
  }

  @Test
  void takesAWordForNoValue() throws Exception {
    Path file = folder.resolve("type.yaml");
    Files.writeString(
        file,
        """
        type: app.dashes
        format: { json: { absent: '-' } }
        ecs:
          event.outcome: { from: status, map: { '*': failure }, absent: success }
          user.name: [login, who]
        """);
    TypeParser parser = new TypeParser(TypeFile.read(file), NONE);
    LogEvent event =
        event("{\"login\":\"-\",\"who\":\"alice\",\"status\":\"-\",\"deep\":{\"a\":\"-\"}}");

    LogEvent fields = parser.fields(event, true);

    assertEquals(
        "{\"event\":{\"outcome\":\"success\"},\"user\":{\"name\":\"alice\"}}",
        normal(parser, fields));
    assertEquals("{\"who\":\"alice\",\"deep\":{\"a\":\"-\"}}", Records.json(fields));
  }

  @Test
  void takesAnEmptyTextForNoValue() throws Exception {
    TypeParser parser =
        parser(
            """
            event.outcome: { from: [code, text], map: { '*': failure }, absent: success }
            event.kind: { when: { code: '*' }, value: alert }
            user.name: [code, text]
            event.type: { from: code, map: { '': info } }
            """);

    assertEquals(
        "{\"event\":{\"outcome\":\"success\",\"type\":\"info\"}}",
        read(parser, "{\"code\":\"\",\"text\":\"\"}"));
    assertEquals(
        "{\"event\":{\"outcome\":\"failure\",\"type\":\"info\"},\"user\":{\"name\":\"no\"}}",
        read(parser, "{\"code\":\"\",\"text\":\"no\"}"));
  }

  @Test
  void namesWrongRules() throws Exception {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        type: app.bad
        ecs:
          user.name:
            - { when: { a..b: x }, from: a }
            - { when: { a: [] }, value: x }
            - { from: a, map: { x: }, before: '' }
            - { from: a, until: x }
        """);

    InvalidFileException e = assertThrows(InvalidFileException.class, () -> TypeFile.read(file));

    assertEquals(
        List.of(
            "ecs.user.name[0].when",
            "ecs.user.name[1].when.a",
            "ecs.user.name[2].before",
            "ecs.user.name[2].map.x",
            "ecs.user.name[3].until"),
        e.problems().stream().map(problem -> problem.key()).toList(),
        e.getMessage());
  }

  private TypeParser parser(String rules) throws Exception {
    Path file = folder.resolve("type.yaml");
    Files.writeString(file, "type: app.x\necs:\n" + rules.indent(2));
    return new TypeParser(TypeFile.read(file), NONE);
  }

  private static LogEvent event(String json) throws Exception {
    return Records.event(JSON.readValue(json, new TypeReference<Map<String, Object>>() {}));
  }

  private static String read(TypeParser parser, String json) throws Exception {
    return normal(parser, event(json));
  }

  private static String normal(TypeParser parser, LogEvent event) throws Exception {
    EcsFields normal = new EcsFields(EcsSchema.get());
    parser.normalize(event, normal);
    JsonBuffer out = new JsonBuffer(100).raw('{');
    boolean unused = normal.writeTo(out);
    return new String(out.raw('}').toByteArray(), StandardCharsets.UTF_8).replace("{,", "{");
  }
}
