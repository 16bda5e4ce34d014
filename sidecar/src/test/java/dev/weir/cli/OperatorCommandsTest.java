package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.daemon.LabDaemon;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.source.LogLines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks of a daemon that met what it did not understand. */
@ExtendWith(LabExtension.class)
class OperatorCommandsTest {
  private static final String GOOD =
      "192.0.2.7 - - [29/Nov/2026:10:11:12 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl\"\n";
  private static final String TYPES =
      "types: [{ key: '**/*.access', type: nginx.access }, { key: '**/*.json', type: json }]";

  @TempDir Path folder = Path.of("");
  private final Lab lab;
  private final JsonMapper json = new JsonMapper();

  OperatorCommandsTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void aBackfillNamesWhatItDidNotUnderstand() throws Exception {
    try (LabDaemon daemon = daemon("operator-backfill")) {
      put("operator-backfill", "in/good.access", GOOD + GOOD);
      put("operator-backfill", "in/bad.access", GOOD + "no access log at all\n");
      put("operator-backfill", "in/it's.json", "{\"broken\":\n{\"a\":2}\n");

      CommandRun first = run(daemon, "backfill", "s3://operator-backfill/in/");
      CommandRun again = run(daemon, "backfill", "s3://operator-backfill/in/", "--json");
      CommandRun nothing = run(daemon, "backfill", "s3://operator-backfill/in/none/");
      CommandRun early =
          run(daemon, "backfill", "s3://operator-backfill/in/", "--to", "2020-01-01");

      assertEquals(1, first.code(), first.out() + first.err());
      assertTrue(first.out().contains("records: read 6, indexed 5, dead-lettered"), first.out());
      assertTrue(first.out().contains("of those indexed unparsed 1"), first.out());
      assertTrue(first.out().contains("not understood: 2 objects"), first.out());
      assertTrue(first.out().contains("s3://operator-backfill/in/bad.access"), first.out());
      assertTrue(
          first
              .out()
              .contains("weir letters list --object 's3://operator-backfill/in/it'\\''s.json'"),
          first.out());
      assertEquals(1, again.code(), again.out());
      assertEquals(2, json.readTree(again.out()).path("troubled").asInt(), again.out());
      assertEquals(3, json.readTree(again.out()).path("settled_before").asInt(), again.out());
      assertEquals(1, nothing.code());
      assertTrue(
          nothing.out().startsWith("nothing to read lies below s3://operator-backfill/in/none/"),
          nothing.out());
      assertFalse((nothing.out() + nothing.err()).contains("100 %"), nothing.err());
      assertEquals(1, early.code());
      assertTrue(early.out().contains("3 objects there are left out"), early.out());
    }
  }

  @Test
  void theStatusNamesWhatNeedsSomebody() throws Exception {
    try (LabDaemon daemon = daemon("operator-status")) {
      daemon.put("in/bad.access", GOOD + "no access log at all\n");
      Eventually.until(
          LabDaemon.LIMIT, () -> daemon.metric("weir_objects_settled_total", "") == 1, () -> "");

      CommandRun lines = run(daemon, "status");
      JsonNode status = json.readTree(run(daemon, "status", "--json").out());

      assertEquals(0, lines.code(), lines.err());
      assertTrue(lines.out().matches("(?s).*of those indexed, unparsed +1\\R.*"), lines.out());
      assertTrue(lines.out().contains("s3://operator-status/in/bad.access"), lines.out());
      assertTrue(lines.out().matches("(?s).*messages waiting +0\\R.*"), lines.out());
      assertEquals(1, status.path("unparsed").asInt(), status.toString());
      assertTrue(status.path("troubled_objects").path("unparsed").asInt() >= 1, status.toString());
      assertEquals("operator-status", status.at("/queues/0/name").asText(), status.toString());
      assertTrue(status.at("/queues/0").has("age_seconds"), status.toString());
      assertTrue(status.has("lag_seconds"), status.toString());
    }
  }

  @Test
  void lettersAreListedShownClosedAndReplayed() throws Exception {
    try (LogLines log = new LogLines("dev.weir.letters.LetterLog");
        LabDaemon daemon = daemon("operator-letters")) {
      String key = "in/\u001b[31mred.json";
      daemon.put(key, "{\"broken\":\n{\"a\":2}\n");
      Eventually.until(
          LabDaemon.LIMIT, () -> daemon.metric("weir_objects_settled_total", "") == 1, () -> "");
      String[] mine = {"--object", "s3://operator-letters/"};

      CommandRun listed = letters(daemon, "list", mine);
      JsonNode listedJson =
          json.readTree(letters(daemon, "list", "--json", mine[0], mine[1]).out());
      String name = listedJson.path("name").asText();
      CommandRun shown = letters(daemon, "show", name);
      JsonNode shownJson = json.readTree(letters(daemon, "show", "--json", name).out());
      CommandRun absent = letters(daemon, "show", "no-such-letter");
      CommandRun others = letters(daemon, "list", "--reason", "too_deep", mine[0], mine[1]);
      CommandRun replayed = letters(daemon, "replay", mine);
      CommandRun unsure = letters(daemon, "close");
      CommandRun closed = letters(daemon, "close", name);
      CommandRun open = letters(daemon, "list", mine);
      CommandRun any = letters(daemon, "list", "--status", "closed", mine[0], mine[1]);

      assertTrue(listed.out().contains("malformed_json"), listed.out() + listed.err());
      assertTrue(listed.out().contains("s3://operator-letters/in/\\u001b[31mred.json record 0"));
      assertFalse((listed.out() + shown.out()).contains("\u001b"));
      assertEquals(
          "s3://operator-letters/" + key + " record 0", listedJson.path("object").asText());
      assertTrue(shown.out().contains("{\"broken\":"), shown.out());
      assertTrue(shownJson.path("record").asText().startsWith("{\"broken\":"), "" + shownJson);
      assertTrue(
          new String(shownJson.path("body").binaryValue(), StandardCharsets.UTF_8)
              .startsWith("{\"broken\":"));
      assertEquals(1, absent.code());
      assertEquals(
          "weir: no dead letter is named no-such-letter; weir letters list names all of them\n",
          absent.err());
      assertTrue(others.out().contains("no such dead letters"), others.out());
      assertEquals(1, replayed.code(), "what the source gave up cannot be replayed");
      assertEquals(2, unsure.code());
      assertEquals(0, closed.code(), closed.out() + closed.err());
      assertTrue(open.out().contains("no such dead letters"), open.out());
      assertTrue(any.out().contains(name), any.out());
      assertTrue(
          log.lines().stream()
              .anyMatch(
                  line ->
                      line.startsWith(
                          "Record 0 of s3://operator-letters/in/\\u001b[31mred.json became a dead"
                              + " letter: malformed_json (source)")),
          log.lines().toString());
    }
  }

  private LabDaemon daemon(String bucket) throws Exception {
    lab.createBucket(bucket);
    String queue = lab.createQueue(bucket, Duration.ofSeconds(30));
    return new LabDaemon(lab, folder, bucket, queue, TYPES, "");
  }

  /** Announced to nobody. */
  private void put(String bucket, String key, String content) {
    var unused = lab.put(bucket, key, content.getBytes(StandardCharsets.UTF_8));
  }

  private static CommandRun letters(LabDaemon daemon, String command, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "letters";
    all[1] = command;
    System.arraycopy(options, 0, all, 2, options.length);
    return run(daemon, all);
  }

  private static CommandRun run(LabDaemon daemon, String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--socket";
    all[arguments.length + 1] = daemon.control().toString();
    return CommandRun.of(all);
  }
}
