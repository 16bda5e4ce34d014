package dev.weir.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.alert.AlertSettings;
import dev.weir.filter.FilterRule;
import dev.weir.flag.FlagRule;
import dev.weir.indices.Rollup;
import dev.weir.indices.TypeIndices;
import dev.weir.opensearch.Authentication;
import dev.weir.rule.Level;
import dev.weir.ruleset.RuleTuning;
import dev.weir.ruleset.Tuning;
import dev.weir.settings.Endpoint;
import dev.weir.settings.Secret;
import dev.weir.source.BucketSettings;
import dev.weir.source.TypeRule;
import dev.weir.type.FieldType;
import dev.weir.type.InnerRule;
import dev.weir.type.NameGlob;
import dev.weir.type.Period;
import dev.weir.units.ByteSize;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a good file becomes. */
class ConfigFileTest {
  private static final String SMALL =
      """
      forward:
        listeners: [{ unix: /run/weir.sock }]
      opensearch: { url: http://127.0.0.1:9200 }
      """;

  @TempDir Path folder = Path.of("");

  private static final Map<String, String> EXAMPLE =
      Map.of(
          "WEIR_FLEET_KEY", "0123456789abcdef",
          "WEIR_SHARED_KEY", "example-shared-key",
          "OPENSEARCH_PASSWORD", "example-password");

  @Test
  void loadsTheExample() throws Exception {
    LoadedConfig loaded = reader(EXAMPLE).load(Path.of("weir.example.yaml"));

    WeirConfig config = loaded.config();
    assertEquals("weir-1", config.host());
    assertEquals(2, config.source().buckets().size());
    assertEquals(
        List.of(
            new TypeRule(
                "**/WAFLogs/**", "aws.waf", "types[0] of the bucket " + bucket(config).bucket())),
        bucket(config).types());
    assertEquals(new Endpoint.Unix(Path.of("/run/weir/fluent-bit.sock")), to(config));
    assertEquals(
        new Authentication.Basic("weir", "example-password"), config.opensearch().authentication());
    assertEquals(4, config.filter().rules().size());
    assertEquals(
        Map.of(
            "app.orders",
            new TypeConfig(
                "app.orders",
                null,
                Period.MONTH,
                List.of("created", "ts"),
                List.of(),
                new TypeIndices(
                    1,
                    Duration.ofDays(30),
                    Duration.ofDays(400),
                    Map.of("customer.country", FieldType.KEYWORD),
                    Map.of("stage", FieldType.KEYWORD),
                    null)),
            "cloudwatch.logs",
            new TypeConfig(
                "cloudwatch.logs",
                null,
                null,
                List.of(),
                List.of(new InnerRule(NameGlob.of("/app/orders*"), "app.orders")),
                new TypeIndices(null, null, null, Map.of(), Map.of(), null))),
        config.types());
  }

  @Test
  void theExampleShowsTheDefaults() throws Exception {
    WeirConfig example = reader(EXAMPLE).load(Path.of("weir.example.yaml")).config();
    WeirConfig small =
        reader(Map.of())
            .parse(
                "small",
                """
                fleet_key: 0123456789abcdef
                source:
                  queues: [{ url: https://sqs.eu-west-1.amazonaws.com/123456789012/objects }]
                  buckets: [{ name: logs }]
                  forward_to: { unix: /run/s3.sock }
                """
                    + SMALL)
            .config();

    assertEquals(small.source().limits(), example.source().limits());
    assertEquals(small.source().sweep().interval(), example.source().sweep().interval());
    assertEquals(small.source().sweep().olderThan(), example.source().sweep().olderThan());
    assertEquals(small.source().sweep().lookback(), example.source().sweep().lookback());
    assertEquals(
        small.source().buckets().getFirst().after(), example.source().buckets().getFirst().after());
    assertEquals(
        small.source().queues().getFirst().visibility(),
        example.source().queues().getFirst().visibility());
    assertEquals(small.source().forwardTo().heldBytes(), example.source().forwardTo().heldBytes());
    assertEquals(small.forward().limits().budget(), example.forward().limits().budget());
    assertEquals(small.forward().limits().frame(), example.forward().limits().frame());
    assertEquals(small.bulk().size(), example.bulk().size());
    assertEquals(small.bulk().linger(), example.bulk().linger());
    assertEquals(small.opensearch().requestTimeout(), example.opensearch().requestTimeout());
    assertEquals(small.indices().refresh(), example.indices().refresh());
    assertEquals(small.metrics(), example.metrics());
    assertEquals(small.shutdownDeadline(), example.shutdownDeadline());
  }

  @Test
  void givesDefaultsWithTheirUnits() throws Exception {
    WeirConfig config = reader(Map.of("HOSTNAME", "h1")).parse("small", SMALL).config();

    assertEquals("h1", config.host());
    assertFalse(config.source().enabled());
    assertEquals(ByteSize.ofMiB(204), config.forward().limits().budget());
    assertEquals(ByteSize.ofMiB(32), config.forward().limits().frame());
    assertEquals(Duration.ofMillis(100), config.bulk().linger());
    assertEquals(new Endpoint.Tcp("127.0.0.1", 9464), config.metrics().listen());
    assertEquals(Duration.ofSeconds(25), config.shutdownDeadline());
    assertEquals(Map.of(), config.types());
  }

  @Test
  void theBudgetIsAShareOfTheHeapButNeverTooLittle() throws Exception {
    ConfigFile tiny = new ConfigFile(name -> null, ByteSize.ofMiB(128));
    ConfigFile small = new ConfigFile(name -> null, ByteSize.ofMiB(256));
    ConfigFile large = new ConfigFile(name -> null, ByteSize.ofMiB(4096));

    assertEquals(
        ByteSize.ofMiB(96), tiny.parse("tiny", SMALL).config().forward().limits().budget());
    assertEquals(
        ByteSize.ofMiB(102), small.parse("small", SMALL).config().forward().limits().budget());
    assertEquals(
        ByteSize.ofMiB(1638), large.parse("large", SMALL).config().forward().limits().budget());
  }

  @Test
  void substitutesTheEnvironment() throws Exception {
    String text =
        """
        host: "${A}-${B:-two}-${EMPTY:-three}-$${C}"
        forward:
          listeners: [{ tcp: "127.0.0.1:${PORT}", insecure: true }]
        opensearch:
          url: http://${SEARCH:-localhost}:9200
          replicas: ${REPLICAS:-0}
        """;

    WeirConfig config =
        reader(Map.of("A", "one", "EMPTY", "", "PORT", "24224")).parse("env", text).config();

    assertEquals("one-two-three-${C}", config.host());
    assertEquals(
        new Endpoint.Tcp("127.0.0.1", 24224), config.forward().listeners().getFirst().at());
    assertEquals(URI.create("http://localhost:9200"), config.opensearch().endpoint());
    assertEquals(0, config.indices().replicas());
  }

  @Test
  void readsSecretsFromFilesAndNeverPrintsThem() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "hush-hush-hush-hush\n");
    String text =
        SMALL
            + """
            fleet_key: file:%s
            source:
              enabled: false
              queues: [{ url: http://127.0.0.1:9324/q, endpoint: http://127.0.0.1:9324,
                         access_key: AKHUSH, secret_key: hush-too }]
            """
                .formatted(file);

    LoadedConfig loaded = reader(Map.of()).parse("secrets", text);

    assertEquals(Secret.of("hush-hush-hush-hush"), loaded.config().fleetKey());
    assertFalse(loaded.effective().toLowerCase(Locale.ROOT).contains("hush"));
    assertTrue(loaded.effective().contains("fleet_key: '***'"), loaded.effective());
    assertFalse(loaded.config().toString().contains("hush"));
  }

  @Test
  void theEffectiveConfigurationHasWhatKeepsTypes() throws Exception {
    String text =
        SMALL
            + """
            types:
              aws.waf:
                retention: 90d
                promote: { labels.n: long }
                rollup: { by: [action, source.ip, B_action], sum: [promoted.labels.n] }
            """;
    LoadedConfig first = reader(Map.of("HOSTNAME", "h1")).parse("small", text);

    LoadedConfig again = reader(Map.of()).parse("effective", first.effective());

    assertEquals(first.config(), again.config());
    assertTrue(first.config().indices().policies());
    assertTrue(first.effective().contains("ism: true"), first.effective());
    assertEquals(
        Optional.of(
            new Rollup(
                Duration.ofDays(7),
                Duration.ofHours(1),
                List.of("action", "source.ip", "B_action"),
                List.of("promoted.labels.n"))),
        Optional.ofNullable(first.config().types().get("aws.waf"))
            .map(type -> type.indices().rollup()));
  }

  @Test
  void oneRuleIsTunedInOnePlace() throws Exception {
    String text =
        SMALL
            + """
            alerts: { window: 2h }
            rules:
              tune:
                made: { level: low, window: 6h }
                monitored.Delete*: { group_by: [userIdentity.arn] }
              exceptions:
                - rule: [made, key]
                  when:
                    sourceIPAddress|cidr: [192.0.2.0/24, 'fd00::/8']
                    errorCode: null
                    count|gt: 5
                    share|lt: 0.5
                    readOnly: [true, 'false']
                    user: ${DRILL}
                  owner: cloud team
                  reason: a drill
                  until: 2027-03-31
            """;
    LoadedConfig first = reader(Map.of("HOSTNAME", "h1", "DRILL", "anna")).parse("small", text);

    LoadedConfig again = reader(Map.of()).parse("effective", first.effective());

    // The flags come first in one of them.
    assertEquals(
        first.effective().lines().sorted().toList(), again.effective().lines().sorted().toList());
    assertTrue(first.effective().contains("errorCode: null\n"), first.effective());
    assertTrue(first.effective().contains("share|lt: 0.5\n"), first.effective());
    AlertSettings alerts = first.config().alerts();
    assertEquals(Duration.ofHours(6), alerts.window("made"));
    assertEquals(Duration.ofHours(2), alerts.window("monitored.Delete*"));
    assertEquals(Duration.ofHours(2), alerts.window("key"));
    assertEquals(alerts.groupBy(), alerts.groupBy("made"));
    assertEquals(
        "[userIdentity.arn]", alerts.groupBy("monitored.Delete*").toString(), first.effective());
    Tuning tuning = first.config().rules().tuning();
    assertEquals(new RuleTuning(false, Level.LOW), tuning.byRule().get("made"));
    assertEquals(List.of("made", "key"), tuning.exceptions().getFirst().rules());
  }

  @Test
  void theEffectiveConfigurationIsAConfigurationWithAllDefaults() throws Exception {
    LoadedConfig first = reader(Map.of("HOSTNAME", "h1")).parse("small", SMALL);

    LoadedConfig again = reader(Map.of()).parse("effective", first.effective());

    assertEquals(first.config(), again.config());
  }

  @Test
  void shipsTheFlagsOfWaf() throws Exception {
    List<FlagRule> flags = reader(Map.of()).parse("small", SMALL).config().flags();

    assertEquals(5, flags.size());
    FlagRule status = flags.get(2);
    assertEquals(List.of("httpStatus", "responseCodeSent"), status.fields());
    assertEquals(List.of("2xx", "3xx"), status.one().test().written().get("values"));
    assertTrue(flags.get(1).other() != null && flags.get(1).other().otherwise());
  }

  @Test
  void aFlagRuleOnAFieldReplacesTheShippedOneForThatType() throws Exception {
    String text =
        SMALL
            + """
            types: { app.x: }
            flags:
              - types: [aws.waf, app.x]
                fields: [country]
                one: { name: K_country, values: [DE] }
              - { types: [aws.waf], fields: [action], off: true }
            """;

    List<FlagRule> flags = reader(Map.of()).parse("flags", text).config().flags();

    assertEquals(
        List.of("K_source", "G_httpstatus", "common_method", "K_country"),
        flags.stream().map(rule -> rule.one().name()).toList());
    assertEquals(List.of("DE"), flags.getLast().one().test().written().get("values"));
  }

  @Test
  void readsFilterRules() throws Exception {
    String text =
        SMALL
            + """
            types: { app.x: { period: week } }
            filter:
              rules:
                - name: noise
                  drop: { when: [{ field: a.b, equals: "1" }, { field: c, exists: false }], sample: 0.25 }
                - name: ids
                  hash: { type: app.x, fields: [user] }
            """;

    List<FilterRule> rules = reader(Map.of()).parse("rules", text).config().filter().rules();

    FilterRule.Drop drop = assertInstanceOf(FilterRule.Drop.class, rules.getFirst());
    assertEquals(0.25, drop.sample());
    assertEquals(
        List.of(Map.of("equals", "1"), Map.of("exists", false)),
        drop.when().stream().map(condition -> condition.test().written()).toList());
    assertEquals(
        new FilterRule.Change("ids", "app.x", FilterRule.Action.HASH, List.of("user")),
        rules.getLast());
  }

  private static BucketSettings bucket(WeirConfig config) {
    return config.source().buckets().getFirst();
  }

  private static Endpoint to(WeirConfig config) {
    return config.source().forwardTo().to();
  }

  private static ConfigFile reader(Map<String, String> environment) {
    return new ConfigFile(environment::get, ByteSize.ofMiB(512));
  }
}
