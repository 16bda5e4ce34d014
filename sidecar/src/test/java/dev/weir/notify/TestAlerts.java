package dev.weir.notify;

import dev.weir.alert.Alert;
import dev.weir.alert.AlertStatus;
import dev.weir.alert.MatchedRule;
import dev.weir.alert.Sample;
import dev.weir.rule.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Alerts as they are sent. */
final class TestAlerts {
  private static final Instant TIME = Instant.parse("2026-11-27T10:00:00Z");

  /** What somebody may write into a log to do harm where people read it. */
  static final String HOSTILE =
      "<!channel> @everyone <https://203.0.113.9/|Sign in> \u001b[31m\u0000\u202e\ud83d\ude00"
          + "\ud83d &amp; **bold** [link](https://203.0.113.9/) \r\nX-Other: 1";

  private TestAlerts() {}

  static Alert plain() {
    return of(Level.HIGH, "Root signed in", "Root signed in from 203.0.113.7.", "Why it matters.");
  }

  /** Each text of it is hostile, and its description is long. */
  static Alert hostile() {
    return of(Level.CRITICAL, HOSTILE, HOSTILE, "\ud83d\ude00<!here>&\u0007\n".repeat(150_000));
  }

  /** Of a group with many fields, whose values are long and of four bytes for each character. */
  static Alert wide() {
    Alert plain = hostile();
    Map<String, String> group =
        IntStream.range(0, 40)
            .boxed()
            .collect(Collectors.toMap(i -> "field-" + i, i -> "\ud83d\ude00".repeat(2000)));
    return new Alert(
        plain.id(),
        plain.rule(),
        group,
        plain.type(),
        plain.account(),
        plain.region(),
        plain.count(),
        plain.first(),
        plain.last(),
        plain.samples(),
        plain.sentence(),
        plain.status());
  }

  static Alert of(Level level, String title, String sentence, String description) {
    return new Alert(
        "7c1d",
        new MatchedRule(
            "5b0e6ad5",
            title,
            description,
            level,
            List.of("attack.t1078.004"),
            List.of("somebody is on call")),
        Map.of("source.ip", title.length() < 20 ? "203.0.113.7" : title),
        "cloudtrail",
        "123456789012",
        "eu-west-1",
        3,
        TIME,
        TIME.plusSeconds(60),
        List.of(new Sample("weir-cloudtrail-2026-11", "doc-1", TIME)),
        sentence,
        AlertStatus.OPEN);
  }
}
