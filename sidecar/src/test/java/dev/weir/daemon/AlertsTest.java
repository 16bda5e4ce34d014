package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.control.ControlClient;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.proto.v1.BackfillProgress;
import dev.weir.proto.v1.BackfillRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Matches that become alerts in OpenSearch. */
@ExtendWith(LabExtension.class)
class AlertsTest {
  private static final String TYPES = "types: [{ key: '**/*.json', type: aws.cloudtrail }]";

  private final Lab lab;
  @TempDir Path folder = Path.of("");

  AlertsTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void ruleAlertsOnceForEachGroupAndWindow() throws Exception {
    lab.createBucket("alerts-once");
    String queue = lab.createQueue("alerts-once", Duration.ofSeconds(30));
    rule("alerts-once", "CreateUser");
    try (LabDaemon daemon =
        new LabDaemon(lab, folder, "alerts-once", queue, TYPES, rules("alerts-once"))) {
      daemon.put("in/2.json", events(event("CreateUser", "10:59:59", "anna")));
      awaitAlerts(daemon, "alerts-once", 1);
      daemon.put("in/1.json", events(event("CreateUser", "10:00:00", "anna")));
      daemon.put("in/3.json", events(event("CreateUser", "11:59:59", "anna")));
      daemon.put(
          "in/4.json",
          events(
              event("CreateUser", "10:10:00", "bert"),
              event("DeleteUser", "10:10:00", "bert"),
              event("CreateUser", "10:10:01", "bert")));

      // 10:00:00 joins the alert of 10:59:59, whose window ends before 11:59:59.
      assertEquals(
          "{anna 10:00:00-10:59:59=2, anna 11:59:59-11:59:59=1, bert 10:10:00-10:10:01=2}",
          awaitAlerts(daemon, "alerts-once", 3, 5).toString());
      JsonNode alert = alerts(daemon, "alerts-once").getFirst();
      assertEquals("open", alert.path("status").asText());
      assertEquals("high", alert.path("severity").asText());
      assertEquals("a user is made", alert.at("/rule/title").asText());
      assertEquals("123456789012", alert.path("account").asText());
      assertEquals("eu-west-1", alert.path("region").asText());
      assertTrue(
          alert.path("sentence").asText().startsWith("a user is made: arn:aws:iam::123456789012:"),
          alert.path("sentence").asText());
      JsonNode sample = alert.path("samples").path(0);
      assertEquals(
          "CreateUser",
          daemon
              .ask(
                  "GET",
                  "/" + sample.path("index").asText() + "/_doc/" + sample.path("id").asText(),
                  "")
              .at("/_source/eventName")
              .asText());
    }
  }

  @Test
  void destinationGetsWhatWaitsOnceItAnswersAgain() throws Exception {
    lab.createBucket("alerts-sent");
    String queue = lab.createQueue("alerts-sent", Duration.ofSeconds(30));
    rule("alerts-sent", "CreateUser");
    try (Hook hook = new Hook(2);
        LabDaemon daemon =
            new LabDaemon(lab, folder, "alerts-sent", queue, TYPES, sent("alerts-sent", hook))) {
      List<String> taken = hook.taken;
      daemon.put("in/1.json", events(event("CreateUser", "10:00:00", "anna")));
      Eventually.until(LabDaemon.LIMIT, () -> taken.size() == 1, daemon::counts);
      assertTrue(taken.getFirst().contains("a user is made"), taken.getFirst());
      daemon.put(
          "in/2.json",
          events(event("CreateUser", "10:10:00", "anna"), event("CreateUser", "10:10:00", "bert")));
      Eventually.until(LabDaemon.LIMIT, () -> taken.size() == 2, daemon::counts);
      // The second match of anna's alert is silent.
      assertTrue(taken.getLast().contains("user/bert"), taken.getLast());
      awaitAlerts(daemon, "alerts-sent", 2, 3);
      assertEquals(2, daemon.metric("weir_notifications_total", "outcome=\"sent\""));
      assertEquals(2, daemon.metric("weir_notifications_total", "outcome=\"later\""));
      assertEquals(2, taken.size());
    }
  }

  @Test
  void alertsOfBackfillsAreSentOnlyIfAskedFor() throws Exception {
    lab.createBucket("alerts-quiet");
    String queue = lab.createQueue("alerts-quiet", Duration.ofSeconds(30));
    rule("alerts-quiet", "CreateUser");
    try (Hook hook = new Hook(0);
        LabDaemon daemon =
            new LabDaemon(lab, folder, "alerts-quiet", queue, TYPES, sent("alerts-quiet", hook))) {
      lab.put("alerts-quiet", "in/a/1.json", bytes(event("CreateUser", "10:00:00", "anna")));
      lab.put("alerts-quiet", "in/b/1.json", bytes(event("CreateUser", "10:00:00", "bert")));

      backfill(daemon, "in/a/", false);
      awaitAlerts(daemon, "alerts-quiet", 1, 1);
      backfill(daemon, "in/b/", true);
      Eventually.until(LabDaemon.LIMIT, () -> hook.taken.size() == 1, daemon::counts);
      daemon.put("in/c/1.json", events(event("CreateUser", "10:00:00", "carla")));
      Eventually.until(LabDaemon.LIMIT, () -> hook.taken.size() == 2, daemon::counts);

      assertTrue(hook.taken.getFirst().contains("user/bert"), hook.taken.getFirst());
      assertTrue(hook.taken.getLast().contains("user/carla"), hook.taken.getLast());
      // What happens now is told, though its alert began with what was read late.
      daemon.put("in/c/2.json", events(event("CreateUser", "10:30:00", "anna")));
      Eventually.until(LabDaemon.LIMIT, () -> hook.taken.size() == 3, daemon::counts);
      assertTrue(hook.taken.getLast().contains("user/anna"), hook.taken.getLast());
      awaitAlerts(daemon, "alerts-quiet", 3, 4);
    }
  }

  private static void backfill(LabDaemon daemon, String prefix, boolean told) throws Exception {
    BackfillProgress end =
        ControlClient.backfill(
            daemon.control(),
            BackfillRequest.newBuilder()
                .setBucket(daemon.bucket)
                .setPrefix(prefix)
                .setNotify(told)
                .build(),
            progress -> {});
    assertEquals(1, end.getRecords());
  }

  @Test
  void twoHostsMakeOneAlertOfOneGroup() throws Exception {
    lab.createBucket("alerts-two");
    String queue = lab.createQueue("alerts-two", Duration.ofSeconds(30));
    rule("alerts-two", "CreateUser");
    Path other = Files.createDirectory(folder.resolve("other"));
    try (LabDaemon one =
            new LabDaemon(lab, folder, "alerts-two", queue, TYPES, rules("alerts-two"));
        LabDaemon two =
            new LabDaemon(lab, other, "alerts-two", queue, TYPES, rules("alerts-two"))) {
      for (int object = 0; object < 20; object++) {
        String time = "10:%02d:00".formatted(object);
        one.put(
            "in/" + object + ".json",
            events(event("CreateUser", time, "anna"), event("CreateUser", time, "bert")));
      }
      assertEquals(
          "{anna 10:00:00-10:19:00=20, bert 10:00:00-10:19:00=20}",
          awaitAlerts(one, "alerts-two", 2, 40).toString());
      assertEquals(
          2,
          one.metric("weir_alerts_opened_total", "high")
              + two.metric("weir_alerts_opened_total", "high"));
    }
  }

  @Test
  void nextHostGoesOnWhereOneStopped() throws Exception {
    lab.createBucket("alerts-next");
    String queue = lab.createQueue("alerts-next", Duration.ofSeconds(30));
    rule("alerts-next", "CreateUser");
    try (LabDaemon daemon =
        new LabDaemon(lab, folder, "alerts-next", queue, TYPES, rules("alerts-next"))) {
      daemon.put("in/1.json", events(event("CreateUser", "10:00:00", "anna")));
      awaitAlerts(daemon, "alerts-next", 1, 1);
      // As a host leaves it that dies between a match's alert and its sum.
      daemon.ask(
          "POST",
          "/weir-alerts/_update_by_query?refresh=true&conflicts=proceed",
          """
          {"query":{"term":{"rule.id":"alerts-next"}},
           "script":{"source":"ctx._source.unsettled=true;ctx._source.count=0"}}
          """);
    }
    Path next = Files.createDirectory(folder.resolve("next"));
    // A message that the first host's last call received is hidden for a while.
    queue = lab.createQueue("alerts-next-host", Duration.ofSeconds(30));
    try (LabDaemon daemon =
        new LabDaemon(lab, next, "alerts-next", queue, TYPES, rules("alerts-next"))) {
      awaitAlerts(daemon, "alerts-next", 1, 1);
      daemon.put("in/2.json", events(event("CreateUser", "10:30:00", "anna")));
      assertEquals(
          "{anna 10:00:00-10:30:00=2}", awaitAlerts(daemon, "alerts-next", 1, 2).toString());
    }
  }

  private void awaitAlerts(LabDaemon daemon, String rule, int alerts) throws Exception {
    Eventually.until(LabDaemon.LIMIT, () -> alerts(daemon, rule).size() == alerts, daemon::counts);
  }

  /** Waits for so many alerts with so many matches; each as who, first and last time, and count. */
  private static Map<String, Long> awaitAlerts(
      LabDaemon daemon, String rule, int alerts, int matches) throws Exception {
    Map<String, Long> found = new TreeMap<>();
    Eventually.until(
        LabDaemon.LIMIT,
        () -> {
          found.clear();
          for (JsonNode alert : alerts(daemon, rule)) {
            String who = alert.at("/group/by/userIdentity.arn").asText();
            found.put(
                "%s %s-%s"
                    .formatted(
                        who.substring(who.indexOf('/') + 1),
                        alert.path("first").asText().substring(11, 19),
                        alert.path("last").asText().substring(11, 19)),
                alert.path("count").asLong());
          }
          return found.size() == alerts
              && found.values().stream().mapToLong(count -> count).sum() == matches;
        },
        () -> found + "\n" + daemon.counts());
    return found;
  }

  private static List<JsonNode> alerts(LabDaemon daemon, String rule) throws Exception {
    daemon.ask("POST", "/weir-alerts/_refresh", "");
    List<JsonNode> alerts = new ArrayList<>();
    daemon
        .ask(
            "POST",
            "/weir-alerts/_search",
            "{\"size\":100,\"query\":{\"term\":{\"rule.id\":\"%s\"}}}".formatted(rule))
        .at("/hits/hits")
        .forEach(hit -> alerts.add(hit.path("_source")));
    return alerts;
  }

  private String rules(String name) {
    return "rules: { shipped: false, sigma: ['" + folder.resolve(name) + "'] }";
  }

  /** The rule of a folder, and a destination that gets its alerts. */
  private String sent(String rule, Hook hook) {
    return rules(rule)
        + """

        alerts:
          destinations:
            - name: hook
              kind: webhook
              url: '%s'
              private_addresses: true
              select: { rules: [%s] }
        """
            .formatted(hook.url(), rule);
  }

  private void rule(String id, String event) throws Exception {
    Files.writeString(
        Files.createDirectory(folder.resolve(id)).resolve("rule.yml"),
        """
        title: a user is made
        id: %s
        level: high
        logsource: { product: aws, service: cloudtrail }
        detection: { s: { eventName: %s }, condition: s }
        """
            .formatted(id, event));
  }

  private static String event(String name, String time, String who) {
    return """
    {"eventVersion":"1.08","eventTime":"2026-03-01T%sZ","awsRegion":"eu-west-1",
     "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/%s"},
     "eventSource":"iam.amazonaws.com","eventName":"%s","eventID":"%s",
     "recipientAccountId":"123456789012"}
    """
        .formatted(time, who, name, UUID.randomUUID());
  }

  private static String events(String... events) {
    return "{\"Records\":[" + String.join(",", events) + "]}";
  }

  private static byte[] bytes(String... events) {
    return events(events).getBytes(StandardCharsets.UTF_8);
  }

  /** An HTTP server that refuses some requests, and then takes all. */
  private static final class Hook implements AutoCloseable {
    final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals;
    private final HttpServer server;

    Hook(int refused) throws IOException {
      refusals = new AtomicInteger(refused);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/hook", this::take);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private void take(HttpExchange exchange) throws IOException {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean refuses = refusals.getAndDecrement() > 0;
      exchange.sendResponseHeaders(refuses ? 503 : 204, -1);
      exchange.close();
      if (!refuses) {
        taken.add(body);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
