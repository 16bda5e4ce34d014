package dev.weir.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.units.ByteSize;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of broken files, each with what is said about it. */
class ConfigProblemsTest {
  private static final String OPERATORS =
      "equals, in, not_in, prefix, suffix, contains, regex, cidr, lt, lte, gt, gte, exists";

  private static final String FORWARD =
      """
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: http://127.0.0.1:9200 }
      """;
  private static final String SOURCE =
      """
      fleet_key: 0123456789abcdef
      source:
        queues: [{ url: http://127.0.0.1:9324/q }]
        forward_to: { unix: /run/s3.sock }
        buckets:
      """;

  @TempDir Path folder = Path.of("");

  static Stream<Arguments> broken() {
    return Stream.of(
        file(
            "",
            "line 1: given neither source nor forward, expected at least one of the two to run"),
        file(
            SOURCE
                + """
                      - { name: logs, prefixes: [in/], after: { action: move, prefix: in/done/ } }
                """
                + FORWARD,
            "line 6: source.buckets[0].after.prefix: given 'in/done/', which is watched: Weir would"
                + " read what it writes there, expected a prefix of 'logs' outside of all prefixes"
                + " of source.buckets"),
        file(
            SOURCE
                + """
                      - { name: logs, prefixes: [in/], after: { action: delete, prefix: x/ } }
                """
                + FORWARD,
            "line 6: source.buckets[0].after.prefix: given 'prefix' with action delete, expected"
                + " action: move, or no 'prefix'"),
        file(
            SOURCE
                + """
                      - { name: logs, after: { when: settled } }
                """
                + FORWARD,
            "line 6: source.buckets[0].after.when: given 'when' with action keep, expected action:"
                + " tag, move or delete, or no 'when'"),
        file(
            SOURCE
                + """
                      - { name: logs, after: { action: delete } }
                  settle: fluent_bit
                """
                + FORWARD,
            "line 6: source.buckets[0].after.when: given 'understood' with settle: fluent_bit, which"
                + " acts before a record is understood, expected when: settled, or settle:"
                + " opensearch, or action: keep"),
        file(
            SOURCE
                + """
                      - { name: logs, prefixes: [in/] }
                  sweep: { prefixes: ["s3://logs/in/", "s3://logs/out/"] }
                """
                + FORWARD,
            "line 7: source.sweep.prefixes: given 's3://logs/out/', expected what lies below"
                + " source.buckets, nothing else"),
        file(
            """
            fleet_key: 0123456789abcdef
            source:
              queues:
                - { url: https://sqs.eu-west-1.amazonaws.com/1/q, region: us-east-1 }
                - { url: https://eu-west-1.queue.amazonaws.com/1/r, region: eu-west-1a }
              forward_to: { unix: /run/s3.sock }
              buckets:
                - { name: logs, region: eu-wset-1 }
                - { name: a..b }
                - { name: 192.0.2.1 }
                - { name: Under_score, region: eu-west-1 }
                - { name: Older_one }
            """
                + FORWARD,
            "line 4: source.queues[0].region: given 'us-east-1', and the url names eu-west-1,"
                + " expected eu-west-1, or no region",
            "line 5: source.queues[1].region: given 'eu-west-1a', expected a region of AWS such as"
                + " eu-west-1",
            "line 8: source.buckets[0].region: given 'eu-wset-1', expected a region of AWS such as"
                + " eu-west-1",
            "line 9: source.buckets[1].name: given 'a..b', expected 3 to 63 small letters, digits,"
                + " - and ., no two dots in a row, no address",
            "line 10: source.buckets[2].name: given '192.0.2.1', expected 3 to 63 small letters,"
                + " digits, - and ., no two dots in a row, no address",
            "line 11: source.buckets[3].name: given 'Under_score', expected 3 to 63 small letters,"
                + " digits, - and ., no two dots in a row, no address"),
        file(
            """
            forward: { listeners: [{ unix: /run/weir.sock }] }
            opensearch:
              url: https://abc.eu-west-1.aoss.amazonaws.com
              auth: { kind: sigv4, region: eu-west-1, service: es }
            """,
            "line 4: opensearch.auth.service: given es with a host of OpenSearch Serverless,"
                + " expected aoss"),
        file(
            """
            forward: { listeners: [{ unix: /run/weir.sock }] }
            opensearch:
              url: https://search-d-x.eu-west-1.es.amazonaws.com
              auth: { kind: sigv4, region: eu-west-1, service: aoss }
            """,
            "line 4: opensearch.auth.service: given aoss with a host of OpenSearch Service, expected"
                + " es"),
        file(
            FORWARD + "opensaerch: {}",
            "line 3: opensaerch: given an unknown key, expected 'opensearch'"),
        file(
            FORWARD + "metrics: { lissten: 127.0.0.1:1 }",
            "line 3: metrics.lissten: given an unknown key, expected 'listen'"),
        file(
            FORWARD + "metrics: { colour: red }",
            "line 3: metrics.colour: given an unknown key, expected one of enabled, listen"),
        file(
            FORWARD + "dead_letters:\n  s3: { uri: bucket/prefix }",
            "line 4: dead_letters.s3.uri: given 'bucket/prefix', expected s3://bucket/prefix"),
        file(
            FORWARD + "dead_letters:\n  s3: { region: eu-west-1 }",
            "line 4: dead_letters.s3.uri: given nothing, expected s3://bucket/prefix"),
        file(
            SOURCE
                + "    - { name: logs, prefixes: [AWSLogs/, weir/] }\n"
                + FORWARD
                + "dead_letters:\n  s3: { uri: s3://logs/weir/dead }",
            "line 10: dead_letters.s3.uri: given 's3://logs/weir/dead', which the source watches,"
                + " expected a place outside source.buckets: Weir would read what it writes"),
        file(
            FORWARD + "metrics: { listen: somewhere }",
            "line 3: metrics.listen: given 'somewhere', expected host:port such as"
                + " 127.0.0.1:24224 or [::1]:24224"),
        file(
            FORWARD + "shutdown:\n  deadline: 3 parsecs",
            "line 4: shutdown.deadline: given '3 parsecs', expected a duration such as 250ms, 30s,"
                + " 10m, 12h or 7d"),
        file(
            FORWARD + "shutdown: { deadline: 1h }",
            "line 3: shutdown.deadline: given '1h', expected a duration from 1s to 10m"),
        file(
            FORWARD + "host: ${NOT_SET}",
            "line 3: host: given '${NOT_SET}', expected the environment variable NOT_SET to be"
                + " set, or a default as in ${NOT_SET:-…}"),
        file(
            FORWARD + "host: ${oops",
            "line 3: host: given '${oops', expected ${NAME} or ${NAME:-default}, or $${ for a"
                + " literal ${"),
        file(FORWARD + "host: [a]", "line 3: host: given a list, expected a single value"),
        file(
            FORWARD + "source: yes please",
            "line 3: source: given a single value, expected keys and values below it"),
        file(
            FORWARD + "host: a\nhost: b",
            "line 4: host: given the key a second time, expected each key once in a section"),
        file(
            FORWARD
                + """
                types:
                  aws.waf:
                    retention: 30d
                    rollup:
                      after: 30d
                      by: [B_action, acton, source.ip, labels]
                      sum: [source.bytes, country, promoted.x, user_agent.original]
                """,
            "line 7: types.aws.waf.rollup.after: given '30d' with retention 30d, expected less than"
                + " the retention: what is deleted is not rolled up",
            "line 8: types.aws.waf.rollup.by[1]: given 'acton', expected 'action'",
            "line 8: types.aws.waf.rollup.by[3]: given 'labels', expected a keyword, an address, a"
                + " long or a flag; this is a flat",
            "line 9: types.aws.waf.rollup.sum[1]: given 'country', expected a long, a double or a"
                + " flag; this is a keyword",
            "line 9: types.aws.waf.rollup.sum[2]: given 'promoted.x', expected a field of the type,"
                + " of the normal form, promoted.<name> of its promote, or one of its flags",
            "line 9: types.aws.waf.rollup.sum[3]: given 'user_agent.original', expected a long, a"
                + " double or a flag; this is a keyword"),
        file(
            FORWARD.replace("9200", "9200, ism: false")
                + "types: { aws.cloudfront.json: { rollup: {} }, app.own: { rollup: { by: [K_x] } } }",
            "line 2: opensearch.ism: given 'false' beside types.aws.cloudfront.json.rollup, expected"
                + " true, or no roll-up",
            "line 2: opensearch.ism: given 'false' beside types.app.own.rollup, expected true, or"
                + " no roll-up",
            "line 3: types.aws.cloudfront.json.rollup: given aws.cloudfront.json, a form of"
                + " aws.cloudfront, expected it at aws.cloudfront, whose indices they share",
            "line 3: types.app.own.rollup.by[0]: given 'K_x', expected a field of the type, of the"
                + " normal form, promoted.<name> of its promote, or one of its flags"),
        file(
            FORWARD + "fleet_key: short",
            "line 3: fleet_key: given ***, expected a secret of at least 16 bytes"),
        file(
            "forward:\n  listeners:\n    - tcp: 127.0.0.1:24224\nopensearch: { url: http://a }",
            "line 3: forward.listeners[0].tcp: given '127.0.0.1:24224' without shared_key,"
                + " expected shared_key, or insecure: true"),
        file(
            "forward:\n  listeners:\n    - { tcp: 0.0.0.0:24224, shared_key: k }\n"
                + "opensearch: { url: http://a }",
            "line 3: forward.listeners[0].tcp: given '0.0.0.0:24224' without TLS, expected tls, or"
                + " a loopback address"),
        file(
            "forward:\n  listeners: [{ unix: /a, tcp: 127.0.0.1:1, shared_key: k }]\n"
                + "opensearch: { url: http://a }",
            "line 2: forward.listeners[0]: given unix and tcp, expected unix: /path/of/socket or"
                + " tcp: host:port",
            "line 2: forward.listeners[0].shared_key: given a shared key on a Unix socket, expected"
                + " none: its file mode guards it"),
        file(
            "forward: { budget: 16MiB, listeners: [{ unix: /a }, { unix: /a }] }",
            "line 1: forward.listeners[1]: given '/a' a second time, expected each address once",
            "line 1: forward.budget: given '16MiB', expected at least 108MiB, 3 times (max_frame"
                + " 32MiB + 4MiB): raise budget and with it the heap, or lower max_frame",
            "line 1: opensearch.url: given nothing, expected the address of OpenSearch"),
        file(
            "forward: { listeners: [{ unix: /a }] }\nopensearch:\n  url: http://search.example\n"
                + "  auth: { kind: basic, user: u, region: x }",
            "line 3: opensearch.url: given a password over plain http, expected https, or insecure:"
                + " true",
            "line 4: opensearch.auth.password: given nothing, expected a value, as kind is basic",
            "line 4: opensearch.auth.region: given a key of kind: sigv4, expected kind: sigv4, or"
                + " no region"),
        file(
            "source: {}",
            "line 1: source.queues: given no queue, expected at least one queue, or sweep",
            "line 1: source.buckets: given no bucket, expected at least one bucket",
            "line 1: source.forward_to: given nothing, expected where the frames go: unix or tcp",
            "line 1: fleet_key: given nothing, expected a secret for the stamps, as the source is on",
            "line 1: source: given a source without forward, expected forward enabled beside it:"
                + " only the sidecar in the same process can tell the source that its records are"
                + " settled, and no message would ever be deleted"),
        file(
            FORWARD
                + SOURCE
                + "    - { name: logs, prefixes: [a/] }\n    - { name: logs, prefixes: [b/, a/b/] }",
            "line 9: source.buckets[1].prefixes: given prefixes that overlap those of buckets[0],"
                + " expected each key of 'logs' in one entry only"),
        file(
            FORWARD + SOURCE + "    - { name: s3://logs, expected_owner: me, access_key: k }",
            "line 8: source.buckets[0].name: given 's3://logs', expected a bucket's name, without"
                + " s3:// and prefix",
            "line 8: source.buckets[0].access_key: given one of the two, expected access_key and"
                + " secret_key together",
            "line 8: source.buckets[0].expected_owner: given 'me', expected an account of 12"
                + " digits, in quotes"),
        file(
            FORWARD
                + "flags:\n  - { types: [aws.waf], fields: [x], one: { name: B_action, values: [1] } }",
            "line 4: flags[0]: given the flag 'B_action' a second time, expected a flag once per"
                + " type"),
        file(
            FORWARD + "flags:\n  - { types: [X], one: { name: 1x } }",
            "line 4: flags[0].types[0]: given 'X', expected a type such as aws.waf, in lower case",
            "line 4: flags[0].fields: given nothing, expected the fields the value is read from",
            "line 4: flags[0].one.name: given '1x', expected letters, digits and _, a letter first",
            "line 4: flags[0].one: given no operator, expected one of values, " + OPERATORS),
        file(
            FORWARD
                + """
                flags:
                  - types: [aws.waf]
                    fields: [x]
                    one: { name: A, startswith: /a, cidr: [10.0.0.0/33, here], gte: many }
                    other: { name: B, prefix: '', in: [], exists: maybe, regex: 'a(?=b)' }
                  - types: [aws.waf]
                    fields: [y]
                    one: { name: C, exists: false, prefix: a }
                    other: { name: D, otherwise: true, lt: 1 }
                  - types: [aws.waf]
                    fields: [z]
                    one: { name: E, contains: [] }
                    other: { name: F }
                  - { types: [aws.waf], fields: [weir.severity], one: { name: G, in: [high] } }
                  - { types: [aws.waf], fields: [I], one: { name: H, in: [1] } }
                  - { types: [aws.waf], fields: [B_action, H], one: { name: I, in: [1] } }
                """,
            "line 6: flags[0].one.cidr[0]: given '10.0.0.0/33', expected a network such as"
                + " 10.0.0.0/8 or 2001:db8::/32",
            "line 6: flags[0].one.cidr[1]: given 'here', expected a network such as"
                + " 10.0.0.0/8 or 2001:db8::/32",
            "line 6: flags[0].one.gte: given 'many', expected a number",
            "line 6: flags[0].one.startswith: given an unknown key, expected one of name, equals,"
                + " in, not_in, prefix, suffix, contains, regex, cidr, lt, lte, gt, gte, exists,"
                + " values, otherwise",
            "line 7: flags[0].other.in: given an empty list, expected at least one value",
            "line 7: flags[0].other.prefix: given '', expected a text that is not empty",
            "line 7: flags[0].other.regex: given 'a(?=b)', expected a regular expression of RE2"
                + " (invalid or unsupported Perl syntax)",
            "line 7: flags[0].other.exists: given 'maybe', expected true or false",
            "line 10: flags[1].one.exists: given 'false' beside other operators, expected exists:"
                + " false alone, or no exists",
            "line 11: flags[1].other: given an operator beside otherwise, expected otherwise: true"
                + " alone",
            "line 14: flags[2].one.contains: given an empty list, expected at least one value",
            "line 15: flags[2].other: given neither an operator nor otherwise, expected one of"
                + " values, "
                + OPERATORS
                + ", or otherwise: true",
            "line 16: flags[3].fields: given 'weir.severity', which Weir fills after the flags,"
                + " expected a field of the log, of ECS or of an enrichment, or a flag",
            "line 17: flags[4].fields: given the flag 'I', which is not set yet, expected a flag"
                + " of an entry above this one"),
        file(
            FORWARD
                + "filter:\n  rules:\n    - name: a\n      drop:\n        when:\n"
                + "          - { field: f }\n          - { field: weir.rules, exists: true }",
            "line 8: filter.rules[0].drop.when[0]: given no operator, expected one of " + OPERATORS,
            "line 9: filter.rules[0].drop.when[1].field: given 'weir.rules', which Weir fills after"
                + " the filter, expected a field of the log, of ECS or of an enrichment, or a"
                + " flag"),
        file(
            FORWARD
                + "flags:\n  - { types: [aws.waf], fields: [x], one: { name: X, otherwise: true } }",
            "line 4: flags[0].one.otherwise: given a key of the other flag, expected values here,"
                + " otherwise in other"),
        file(
            FORWARD
                + "filter:\n  rules:\n    - name: a\n      drop:\n        when:\n"
                + "          - { field: f, regex: '(' }\n        sample: 2\n    - name: a",
            "line 8: filter.rules[0].drop.when[0].regex: given '(', expected a regular expression"
                + " of RE2 (missing closing ))",
            "line 9: filter.rules[0].drop.sample: given '2', expected a number from 0 to 1",
            "line 10: filter.rules[1]: given a rule with no action or several, expected one of"
                + " drop, mask, hash, remove",
            "line 10: filter.rules[1].name: given 'a' a second time, expected a name of its own"),
        file(
            FORWARD
                + "types: { app.orders: }\nflags:\n"
                + "  - { types: [aws.wfa, app.order], fields: [x], one: { name: X, values: [1] } }\n"
                + "filter:\n  rules:\n    - { name: a, drop: { type: nginx } }",
            "line 5: flags[0].types[0]: given 'aws.wfa', expected 'aws.waf', or this name under"
                + " types",
            "line 5: flags[0].types[1]: given 'app.order', expected 'app.orders', or this name"
                + " under types",
            "line 8: filter.rules[0].drop.type: given 'nginx', expected one of "
                + Stream.concat(
                        Stream.of("app.orders"),
                        LogTypes.shipped().all().stream().map(LogType::name))
                    .sorted()
                    .collect(Collectors.joining(", "))
                + ", or this name under types"),
        file(
            FORWARD
                + "types:\n"
                + "  app.orders: { inner: [{ match: '*', type: json }] }\n"
                + "  cloudwatch.logs:\n"
                + "    inner:\n"
                + "      - { match: '/app/*', type: app.order }\n"
                + "      - { mach: '/x', type: app.orders }\n"
                + "  splunk.hec: { inner: [{ match: ' ', type: syslgo }] }",
            "line 4: types.app.orders.inner: given app.orders, whose records hold no others,"
                + " expected cloudwatch.logs, or a type with format.inner",
            "line 7: types.cloudwatch.logs.inner[0].type: given 'app.order', expected"
                + " 'app.orders', or this name under types",
            "line 8: types.cloudwatch.logs.inner[1].match: given nothing, expected a name, * for"
                + " any text in it",
            "line 8: types.cloudwatch.logs.inner[1].mach: given an unknown key, expected 'match'",
            "line 9: types.splunk.hec.inner[0].match: given ' ', expected a name, * for any text"
                + " in it",
            "line 9: types.splunk.hec.inner[0].type: given 'syslgo', expected 'syslog', or this"
                + " name under types"),
        file(
            FORWARD + "types: { Orders: { period: year } }",
            "line 3: types.Orders: given 'Orders', expected a type such as aws.waf, in lower case",
            "line 3: types.Orders.period: given 'year', expected one of day, week, month"),
        file(
            FORWARD + SOURCE + "    - { name: logs, types: [{ key: '**', type: aws.cloudtrial }] }",
            "line 8: source.buckets[0].types[0].type: given 'aws.cloudtrial', expected"
                + " 'aws.cloudtrail', or this name under types"),
        file(
            FORWARD
                + "alerts: { destinations: [{ name: a, kind: webhook, url: 'https://10.1.2.3/x',"
                + " select: { types: [aws.cloudtrial] } }] }",
            "line 3: alerts.destinations[0].url: given an address of a private network, expected a"
                + " host on the internet; private_addresses: true for one in your own network",
            "line 3: alerts.destinations[0].select.types[0]: given 'aws.cloudtrial', expected"
                + " 'aws.cloudtrail', or this name under types"),
        file(
            FORWARD + "a: [",
            "line 3: given broken YAML: expected the node content, but found '<stream end>', expected YAML 1.2"),
        file("- a", "line 1: given no mapping, expected keys and values"),
        file(
            "a: " + "[".repeat(100_000),
            "line 1: given deeper nesting, expected at most 24 levels"),
        file(
            "a: &a [1]\nb: [" + "*a, ".repeat(60) + "]",
            "line 2: given more aliases, expected at most 50 aliases"),
        file(
            "#" + "x".repeat(1 << 20),
            "line 1: given 1048577 characters, expected at most 1048576 characters"));
  }

  private static Arguments file(String text, String... problems) {
    return arguments(text, problems);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void namesEachProblemByLineKeyGivenAndExpected(String text, String[] expected) {
    ConfigFile reader = new ConfigFile(Map.of("HOSTNAME", "h")::get, ByteSize.ofMiB(512));

    InvalidFileException thrown =
        assertThrows(InvalidFileException.class, () -> reader.parse("weir.yaml", text));

    assertEquals(List.of(expected), thrown.problems().stream().map(Problem::toString).toList());
  }

  @Test
  void neverPrintsASecretThatIsWrong() {
    String text = FORWARD + "fleet_key: tooshort\n";
    ConfigFile reader = new ConfigFile(Map.<String, String>of()::get, ByteSize.ofMiB(512));

    InvalidFileException thrown =
        assertThrows(InvalidFileException.class, () -> reader.parse("weir.yaml", text));

    assertFalse(String.valueOf(thrown.getMessage()).contains("tooshort"));
  }

  @Test
  void saysThatAFileIsNotThere() {
    ConfigFile reader = ConfigFile.forThisProcess();

    InvalidFileException thrown =
        assertThrows(InvalidFileException.class, () -> reader.load(folder.resolve("weir.yaml")));

    assertEquals("no such file", thrown.problems().getFirst().given());
  }

  @Test
  void saysThatAFileIsNoText() throws Exception {
    Path file = Files.write(folder.resolve("weir.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});

    InvalidFileException thrown =
        assertThrows(InvalidFileException.class, () -> ConfigFile.forThisProcess().load(file));

    assertTrue(thrown.problems().getFirst().given().contains("UTF-8"));
  }
}
