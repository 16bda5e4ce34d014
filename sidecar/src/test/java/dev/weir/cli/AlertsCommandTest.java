package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.daemon.LabDaemon;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks of alerts. */
@ExtendWith(LabExtension.class)
class AlertsCommandTest {
  private static final String TYPES = "types: [{ key: '**/*.access', type: nginx.access }]";
  private static final String RULE =
      """
      title: a scanner
      id: alerts-command
      level: medium
      tags: [attack.t1595]
      falsepositives: [a scanner of your own]
      logsource: { category: webserver }
      detection: { s: { cs-user-agent|contains: Scanner }, condition: s }
      """;
  private static final String LINE =
      "%s - - [29/Nov/2026:10:11:%02d +0000] \"GET / HTTP/1.1\" 200 5 \"-\"" + " \"Scanner\"\n";

  @TempDir Path folder = Path.of("");
  private final Lab lab;
  private final JsonMapper json = new JsonMapper();

  AlertsCommandTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void operatorListsShowsAcknowledgesAndClosesAlerts() throws Exception {
    lab.createBucket("alerts-command");
    String queue = lab.createQueue("alerts-command", Duration.ofSeconds(30));
    Files.writeString(Files.createDirectory(folder.resolve("rules")).resolve("rule.yml"), RULE);
    String section = "rules: { shipped: false, sigma: ['" + folder.resolve("rules") + "'] }";
    try (LabDaemon daemon = new LabDaemon(lab, folder, "alerts-command", queue, TYPES, section)) {
      daemon.put(
          "in/1.access",
          LINE.formatted("192.0.2.7", 1)
              + LINE.formatted("192.0.2.7", 2)
              + LINE.formatted("192.0.2.8", 3));
      Eventually.until(
          LabDaemon.LIMIT, () -> list(daemon, "open").lines().count() == 2, daemon::counts);
      Eventually.until(
          LabDaemon.LIMIT, () -> list(daemon, "open").contains("\"count\":2"), daemon::counts);

      CommandRun people = run(daemon, "list", "--rule", "alerts-command");
      assertEquals(0, people.code(), people.err());
      assertTrue(people.out().contains("a scanner from 192.0.2.7"), people.out());
      assertTrue(people.out().contains("2 alerts; `weir alerts show ID` shows one"), people.out());

      JsonNode alert = json.readTree(list(daemon, "open").lines().findFirst().orElseThrow());
      String id = alert.path("id").asText();
      CommandRun shown = run(daemon, "show", id);
      assertEquals(0, shown.code(), shown.err());
      assertTrue(shown.out().contains("may also be  a scanner of your own"), shown.out());
      assertTrue(shown.out().contains("tag          attack.t1595"), shown.out());

      CommandRun acknowledged =
          run(daemon, "ack", id, "--by", "the-night-shift", "--note", "looks at it");
      assertEquals("1 alerts selected, 1 are acknowledged now\n", acknowledged.out());
      CommandRun again = run(daemon, "show", id, "--json");
      assertTrue(again.out().contains("\"status\":\"acknowledged\""), again.out());
      assertTrue(again.out().contains("\"changed_by\":\"the-night-shift\""), again.out());
      assertTrue(again.out().contains("\"note\":\"looks at it\""), again.out());
      assertEquals(1, list(daemon, "open").lines().count());

      CommandRun closed = run(daemon, "close", "--rule", "alerts-command", "--json");
      assertEquals("{\"selected\":1,\"changed\":1}\n", closed.out());
      assertEquals(1, list(daemon, "closed").lines().count());
    }
  }

  @Test
  void wrongQuestionsGetWordsThatHelp() throws Exception {
    lab.createBucket("alerts-wrong");
    String queue = lab.createQueue("alerts-wrong", Duration.ofSeconds(30));
    try (LabDaemon daemon = new LabDaemon(lab, folder, "alerts-wrong", queue, TYPES, "")) {
      CommandRun absent = run(daemon, "show", "no-such-id");
      assertEquals(1, absent.code());
      assertTrue(absent.err().contains("no alert has the id no-such-id"), absent.err());
      CommandRun status = run(daemon, "list", "--status", "done");
      assertEquals(1, status.code());
      assertTrue(status.err().contains("'done' is not a status of alerts"), status.err());
      CommandRun none = run(daemon, "close");
      assertEquals(2, none.code());
      assertTrue(none.err().contains("which ones?"), none.err());
      assertEquals(1, run(daemon, "close", "no-such-id").code());
    }
  }

  private static String list(LabDaemon daemon, String status) {
    CommandRun run = run(daemon, "list", "--rule", "alerts-command", "--status", status, "--json");
    assertEquals(0, run.code(), run.err());
    return run.out();
  }

  private static CommandRun run(LabDaemon daemon, String command, String... args) {
    String[] all = new String[args.length + 4];
    all[0] = "alerts";
    all[1] = command;
    all[2] = "--socket";
    all[3] = daemon.control().toString();
    System.arraycopy(args, 0, all, 4, args.length);
    return CommandRun.of(all);
  }
}
