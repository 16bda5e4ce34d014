package dev.weir.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.rule.Level;
import dev.weir.yaml.InvalidFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a file may say of destinations, and whom an alert is sent to when. */
class NotifySettingsTest {
  private static final String SECRET = "https://hooks.example.com/services/T0/B0/very-secret";

  @Test
  void saysEveryProblemWithItsPlaceAndShowsNoSecret() {
    String problems =
        problems(
            """
            alerts:
              destinations:
                - name: a
                  kind: slack
                  url: http://hooks.example.com/very-secret
                  select: {severity: worst, accounts: [12]}
                - name: a
                  kind: webhook
                  url: "nonsense very-secret"
                  secret: short
                  title: "{{unknown}}"
                  quiet_hours: {from: "25:00", zone: Mars}
                - kind: pigeon
            """);

    for (String expected :
        List.of(
            "line 5: alerts.destinations[0].url",
            "line 6: alerts.destinations[0].select.severity",
            "line 6: alerts.destinations[0].select.accounts[0]",
            "line 7: alerts.destinations[1].name",
            "line 9: alerts.destinations[1].url",
            "line 10: alerts.destinations[1].secret",
            "line 11: alerts.destinations[1].title",
            "line 12: alerts.destinations[1].quiet_hours.from",
            "line 12: alerts.destinations[1].quiet_hours.to",
            "line 12: alerts.destinations[1].quiet_hours.zone",
            "line 13: alerts.destinations[2].name",
            "line 13: alerts.destinations[2].kind")) {
      assertTrue(problems.contains(expected), expected + " is not in " + problems);
    }
    assertFalse(problems.contains("very-secret"), problems);
    assertFalse(problems.contains("short"), problems);
  }

  @Test
  void readsTheKindsOfAws() throws Exception {
    String topic = "arn:aws:sns:eu-west-1:123456789012:alerts.fifo";
    Target.Sns sns =
        (Target.Sns) TestSettings.one("sns", "topic: " + topic).destinations().getFirst().target();
    Target.DynamoTable table =
        (Target.DynamoTable)
            TestSettings.one("dynamodb", "table: matches\nttl: 90d\nregion: eu-west-1")
                .destinations()
                .getFirst()
                .target();

    assertEquals("eu-west-1", sns.access().region());
    assertEquals(Duration.ofDays(90), table.ttl());
    for (String wrong :
        List.of(
            "topic: alerts",
            "topic: " + topic + "\nregion: us-east-1",
            "topic: " + topic + "\nurl: https://example.com/",
            "topic: " + topic + "\nttl: 90d")) {
      assertThrows(InvalidFileException.class, () -> TestSettings.one("sns", wrong), wrong);
    }
  }

  @Test
  void takesPlainHttpToThisMachineAlone() throws Exception {
    assertEquals(1, TestSettings.at("webhook", "http://127.0.0.1:8080/x").destinations().size());
    assertThrows(InvalidFileException.class, () -> TestSettings.at("webhook", "http://10.0.0.1/x"));
    assertThrows(
        InvalidFileException.class,
        () -> TestSettings.one("webhook", "url: http://127.0.0.1:8080/x"));
  }

  @Test
  void takesNoTemplateThatItCannotFill() {
    for (String template : List.of("{{>file}}", "{{#title}}", "{{no.such}}", "{{title")) {
      assertThrows(
          InvalidFileException.class,
          () -> TestSettings.one("slack", "url: " + SECRET + "\ntext: '" + template + "'"),
          template);
    }
  }

  @Test
  void showsTheHostOfAUrlAlone() throws Exception {
    Target target = TestSettings.one("slack", "url: " + SECRET).destinations().getFirst().target();

    assertFalse(target.toString().contains("secret"), target.toString());
  }

  @Test
  void sendsAnAlertToThoseThatWantIt() throws Exception {
    NotifySettings settings =
        TestSettings.read(
            """
            alerts:
              destinations:
                - {name: all, kind: slack, url: "https://hooks.example.com/a"}
                - {name: bad, kind: slack, url: "https://hooks.example.com/b", select: {severity: critical}}
                - {name: rule, kind: slack, url: "https://hooks.example.com/c", select: {rules: [5b0e6ad5]}}
                - {name: type, kind: slack, url: "https://hooks.example.com/d", select: {types: [vpcflow]}}
                - {name: mine, kind: slack, url: "https://hooks.example.com/e", select: {accounts: ["123456789012"]}}
            """);
    try (Destinations destinations =
        new Destinations(settings, TestSettings.NO_AWS, InstantSource.system())) {
      assertEquals(List.of("all", "rule", "mine"), destinations.ofAlert(TestAlerts.plain()));
      assertEquals(5, destinations.all().size());
      assertEquals(Optional.empty(), destinations.named("none"));
    }
  }

  @Test
  void leavesPeopleAloneInTheirQuietHours() throws Exception {
    Quiet night = quiet("{from: '22:00', to: '06:00', zone: Europe/Berlin}");
    Quiet weekend = quiet("{from: '00:00', to: '00:00', days: [saturday, sunday], except: high}");

    // In November, Berlin is an hour ahead.
    assertEquals(until("2026-11-28T05:00:00Z"), night.at(Level.HIGH, "2026-11-27T21:00:00Z"));
    assertEquals(until("2026-11-27T05:00:00Z"), night.at(Level.HIGH, "2026-11-27T04:59:59Z"));
    assertEquals(Optional.empty(), night.at(Level.HIGH, "2026-11-27T05:00:00Z"));
    assertEquals(Optional.empty(), night.at(Level.HIGH, "2026-11-27T20:59:59Z"));
    assertEquals(Optional.empty(), night.at(Level.CRITICAL, "2026-11-27T21:00:00Z"));
    // The 28th is a Saturday.
    assertEquals(until("2026-11-30T00:00:00Z"), weekend.at(Level.LOW, "2026-11-28T12:00:00Z"));
    assertEquals(Optional.empty(), weekend.at(Level.LOW, "2026-11-27T23:59:59Z"));
    assertEquals(Optional.empty(), weekend.at(Level.HIGH, "2026-11-28T12:00:00Z"));
  }

  @Test
  void takesNoQuietHoursThatNeverEnd() {
    assertThrows(
        InvalidFileException.class, () -> quiet("{from: '06:00', to: '06:00', zone: UTC}"));
  }

  private static Optional<Instant> until(String time) {
    return Optional.of(Instant.parse(time));
  }

  private static Quiet quiet(String hours) throws InvalidFileException {
    NotifySettings settings =
        TestSettings.one("slack", "url: " + SECRET + "\nquiet_hours: " + hours);
    return (level, now) -> {
      try (Destinations destinations =
          new Destinations(settings, TestSettings.NO_AWS, InstantSource.system())) {
        return destinations.quietUntil("d", level, Instant.parse(now));
      }
    };
  }

  /** Until when a destination is left alone. */
  private interface Quiet {
    Optional<Instant> at(Level level, String now);
  }

  private static String problems(String text) {
    return String.valueOf(
        assertThrows(InvalidFileException.class, () -> TestSettings.read(text)).getMessage());
  }
}
