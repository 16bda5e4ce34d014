package dev.weir.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages, whatever the host does. */
class WebDestinationTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
  private static final String SECRET = "/T0000/B1111/very-secret-token";

  private final WebHost host;

  WebDestinationTest() throws IOException {
    host = new WebHost();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void takenIsWhatTheHostTook() throws Exception {
    assertInstanceOf(Sent.Taken.class, send("/ok"));
    assertEquals(1, host.posts.size());
  }

  @Test
  void waitsAsLongAsTheHostAsks() throws Exception {
    assertEquals(Optional.of(Duration.ofSeconds(30)), later(send("/status/429/30")).retryAfter());
    assertEquals(Optional.of(Duration.ofDays(1)), later(send("/status/429/99999999")).retryAfter());
    assertEquals(
        Optional.of(Duration.ofSeconds(5)),
        later(send("/status/503/Fri,%2027%20Nov%202026%2010:00:05%20GMT")).retryAfter());
    assertEquals(Optional.empty(), later(send("/status/429/soon")).retryAfter());
  }

  @Test
  void comesAgainAfterTroubleOfTheHost() throws Exception {
    assertTrue(later(send("/status/500")).reason().contains("status 500"));
    assertTrue(later(send("/status/408")).reason().contains("trouble of its own"));
  }

  @Test
  void givesUpWhereTheHostNeverTakesIt() throws Exception {
    assertTrue(refused(send("/status/404")).contains("nothing at this address"));
    assertTrue(refused(send("/status/403")).contains("does not accept the key"));
    assertTrue(refused(send("/status/400")).contains("does not understand"));
  }

  @Test
  void followsNoRedirect() throws Exception {
    String reason = refused(send("/away"));

    assertTrue(reason.contains("redirects to https://203.0.113.9,"), reason);
    assertEquals(1, host.posts.size());
  }

  @Test
  void readsNoMoreOfAnAnswerThanItNeeds() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertInstanceOf(Sent.Taken.class, send("/huge")));
  }

  /** To send it again would double it. */
  @Test
  void isTakenIfTheHostSaysSoAndThenHoldsItsAnswer() throws Exception {
    assertInstanceOf(Sent.Taken.class, send("/drip"));
  }

  @Test
  void endsInTimeWhereverTheHostHoldsIt() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertTrue(later(send("/hang")).reason().contains("does not answer in time"));
          assertTrue(later(send("/drip/500")).reason().contains("does not answer in time"));
        });
  }

  @Test
  void goesToNoPrivateAddressUnlessAllowed() throws Exception {
    // localhost is a name whose address is private.
    try (Destinations destinations =
        new Destinations(
            TestSettings.one("slack", "url: https://localhost:1" + SECRET),
            TestSettings.NO_AWS,
            InstantSource.fixed(NOW))) {
      String reason = refused(send(destinations));

      assertTrue(reason.contains("private_addresses"), reason);
      assertFalse(reason.contains("secret"), reason);
    }
  }

  @Test
  void showsNoSecretInAnyReason() throws Exception {
    for (String path : new String[] {"/status/400", "/status/404", "/status/500", "/away"}) {
      String reason =
          switch (send(path + SECRET + "?key=another-secret")) {
            case Sent.Refused(String text) -> text;
            case Sent.Later(Optional<Duration> after, String text) -> text;
            case Sent.Taken() -> "taken";
          };

      assertFalse(reason.contains("secret"), reason);
      assertTrue(reason.startsWith("Destination d: 127.0.0.1 "), reason);
    }
  }

  @Test
  void comesAgainIfNobodyListens() throws Exception {
    host.close();

    assertTrue(later(send("/ok")).reason().contains("no connection to 127.0.0.1"));
  }

  private Sent send(String path) throws InvalidFileException {
    try (Destinations destinations =
        new Destinations(
            TestSettings.at("slack", host.url(path)),
            TestSettings.NO_AWS,
            InstantSource.fixed(NOW),
            Duration.ofSeconds(2))) {
      return send(destinations);
    }
  }

  private static Sent send(Destinations destinations) {
    return destinations
        .named("d")
        .orElseThrow()
        .send(new Outgoing.One(TestAlerts.plain()), "key-1");
  }

  private static Sent.Later later(Sent sent) {
    return assertInstanceOf(Sent.Later.class, sent);
  }

  private static String refused(Sent sent) {
    return assertInstanceOf(Sent.Refused.class, sent).reason();
  }
}
