package dev.weir.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Messages as hosts get them, of alerts with hostile content too. */
class WordingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
  private static final List<Outgoing> ALL =
      List.of(
          new Outgoing.One(TestAlerts.plain()),
          new Outgoing.One(TestAlerts.hostile()),
          new Outgoing.One(TestAlerts.wide()),
          new Outgoing.Digest(Collections.nCopies(20, TestAlerts.hostile()), 4711),
          new Outgoing.Trial("host-1"));

  @Test
  void slackReadsWhatHappened() throws Exception {
    JsonNode json = post("slack", ALL.getFirst()).json();

    assertEquals("high: Root signed in", json.at("/blocks/0/text/text").asText());
    assertEquals(
        "Root signed in from 203.0.113.7.\n\nWhy it matters.",
        json.at("/blocks/1/text/text").asText());
    assertTrue(json.toString().contains("weir alerts show 7c1d"));
  }

  @Test
  void slackReadsEachAlertOfADigest() throws Exception {
    String long300 = "Something happened. ".repeat(15);
    Outgoing digest =
        new Outgoing.Digest(
            Collections.nCopies(
                20, TestAlerts.of(TestAlerts.plain().rule().level(), "Many", long300, "")),
            21);

    String all = post("slack", digest).json().toString();

    assertEquals(20, all.split("high: Many", -1).length - 1);
    assertTrue(all.contains("21 alerts"), all);
    assertTrue(all.contains("weir alerts list"), all);
  }

  @Test
  void slackMentionsNobodyAndKeepsItsLimits() throws Exception {
    for (Outgoing message : ALL) {
      JsonNode json = post("slack", message).json();

      assertTrue(json.path("blocks").size() <= 50);
      for (JsonNode block : json.path("blocks")) {
        boolean header = block.path("type").asText().equals("header");
        within(block.at("/text/text"), header ? 150 : 3000);
        block.path("fields").forEach(field -> within(field.path("text"), 2000));
        assertTrue(block.path("fields").size() <= 10);
      }
      assertFalse(json.toString().contains("<"), json.toString());
      noControls(json);
    }
  }

  @Test
  void templatesWordTheMessageAndCannotLeaveOutEscapes() throws Exception {
    Post post =
        post(
            "slack",
            "title: '{{{title}}} in {{account}}'\ntext: '<!here> {{&sentence}}'\n",
            new Outgoing.One(TestAlerts.of(TestAlerts.plain().rule().level(), "<b>", "<c>", "")));

    assertEquals("&lt;b&gt; in 123456789012", post.json().at("/blocks/0/text/text").asText());
    assertEquals("<!here> &lt;c&gt;", post.json().at("/blocks/1/text/text").asText());
  }

  @Test
  void webhookHasTheWholeAlertAndASignature() throws Exception {
    Post post =
        post("webhook", "secret: 0123456789abcdef0123\n", new Outgoing.One(TestAlerts.plain()));

    assertEquals("alert", post.json().path("kind").asText());
    assertEquals("5b0e6ad5", post.json().at("/alert/rule/id").asText());
    assertEquals("203.0.113.7", post.json().at("/alert/group/source.ip").asText());
    assertEquals(3, post.json().at("/alert/count").asLong());
    assertEquals("doc-1", post.json().at("/alert/samples/0/id").asText());
    assertEquals("key-1", post.header("X-Weir-Id"));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("0123456789abcdef0123".getBytes(StandardCharsets.UTF_8), "x"));
    String signed = NOW.getEpochSecond() + "." + post.body();
    assertEquals(
        "t="
            + NOW.getEpochSecond()
            + ",v1="
            + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))),
        post.header("X-Weir-Signature"));
  }

  @Test
  void teamsGetsACardThatIsNotTooLarge() throws Exception {
    JsonNode plain = post("teams", ALL.getFirst()).json();
    JsonNode content = plain.at("/attachments/0/content");

    assertEquals("message", plain.path("type").asText());
    assertEquals("AdaptiveCard", content.path("type").asText());
    assertEquals("high: Root signed in", content.at("/body/0/inlines/0/text").asText());
    assertEquals("Attention", content.at("/body/0/inlines/0/color").asText());
    for (Outgoing message : ALL) {
      Post post = post("teams", message);

      assertTrue(post.body().getBytes(StandardCharsets.UTF_8).length <= 28_000);
      noControls(post.json());
      for (JsonNode block : post.json().at("/attachments/0/content/body")) {
        // In a TextBlock, Markdown of logs would become links.
        assertEquals("RichTextBlock", block.path("type").asText());
      }
    }
  }

  @Test
  void pagerDutyKeepsAnAlertOneIncident() throws Exception {
    String key = "routing_key: 0123456789abcdef0123456789abcdef\n";
    JsonNode event = post("pagerduty", key, ALL.getFirst()).json();

    assertEquals("trigger", event.path("event_action").asText());
    assertEquals("7c1d", event.path("dedup_key").asText());
    assertEquals("0123456789abcdef0123456789abcdef", event.path("routing_key").asText());
    assertEquals("error", event.at("/payload/severity").asText());
    assertEquals("high: Root signed in", event.at("/payload/summary").asText());
    assertEquals("AWS account 123456789012", event.at("/payload/source").asText());
    assertEquals("203.0.113.7", event.at("/payload/custom_details/group/source.ip").asText());
    assertEquals(
        "critical", post("pagerduty", key, ALL.get(1)).json().at("/payload/severity").asText());
    assertEquals("key-1", post("pagerduty", key, ALL.get(3)).json().path("dedup_key").asText());
    for (Outgoing message : ALL) {
      Post post = post("pagerduty", key, message);

      within(post.json().at("/payload/summary"), 1024);
      assertTrue(post.body().getBytes(StandardCharsets.UTF_8).length < 512_000);
      noControls(post.json());
    }
  }

  @Test
  void webhookStaysSmallAndClean() throws Exception {
    for (Outgoing message : ALL) {
      Post post = post("webhook", message);

      assertTrue(post.body().length() < 1 << 20, post.body().length() + " characters");
      noControls(post.json());
    }
    assertEquals(4711, post("webhook", ALL.get(3)).json().path("total").asInt());
    assertEquals("host-1", post("webhook", ALL.get(4)).json().path("host").asText());
  }

  private static void within(JsonNode text, int most) {
    assertTrue(text.asText().length() <= most, text.asText().length() + " > " + most);
  }

  private static void noControls(JsonNode json) {
    for (JsonNode child : json) {
      noControls(child);
    }
    for (String text : List.of(json.isTextual() ? json.asText() : "")) {
      assertFalse(
          text.codePoints()
              .anyMatch(
                  c ->
                      (Character.isISOControl(c) && c != '\n')
                          || c == 0x202e
                          || (c >= 0xd800 && c < 0xe000)),
          text);
    }
  }

  private static Post post(String kind, Outgoing message) throws Exception {
    return post(kind, "", message);
  }

  private static Post post(String kind, String keys, Outgoing message) throws Exception {
    try (WebHost host = new WebHost();
        Destinations destinations =
            new Destinations(
                TestSettings.one(
                    kind, "url: " + host.url("/ok") + "\nprivate_addresses: true\n" + keys),
                TestSettings.NO_AWS,
                InstantSource.fixed(NOW))) {
      assertEquals(new Sent.Taken(), destinations.named("d").orElseThrow().send(message, "key-1"));
      WebHost.Post post = host.posts.take();
      return new Post(Map.copyOf(post.headers()), post.body(), JSON.readTree(post.body()));
    }
  }

  /** A post that a host took. */
  private record Post(Map<String, List<String>> headers, String body, JsonNode json) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }
}
