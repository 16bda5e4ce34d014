package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Only an object of which each record was understood is moved or deleted. */
@ExtendWith(LabExtension.class)
class UnderstoodTest {
  private static final String TYPES =
      "types: [{ key: '**/*.access', type: nginx.access }, { key: '**/*.json', type: json }]";
  private static final String SECTIONS =
      """
      filter:
        rules:
          - name: health
            drop: { type: nginx.access, when: [{ field: http_user_agent, equals: health }] }
      """;
  private static final String GOOD = line("curl");

  private final Lab lab;
  @TempDir Path folder = Path.of("");

  UnderstoodTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void keepsWhatHasARecordThatWasNotUnderstood() throws Exception {
    lab.createBucket("understood");
    String queue = lab.createQueue("understood", Duration.ofSeconds(30));
    List<StoredObject> kept = new ArrayList<>();
    try (LabDaemon daemon = daemon(queue, "understood", "after: { action: delete }")) {
      daemon.put("in/good.access", GOOD + GOOD);
      daemon.put("in/filtered.access", line("health"));
      daemon.put("in/notes.txt", "any text is understood as text\n");
      kept.add(daemon.put("in/one-bad.access", GOOD + "no access log at all\n" + GOOD));
      kept.add(daemon.put("in/letter.json", "{\"a\":1}\n{\"broken\":\n{\"a\":2}\n"));
      kept.add(daemon.put("in/cut.access", cut(GOOD.repeat(50))));

      Eventually.until(LabDaemon.LIMIT, () -> objectsDone(daemon) == 6, daemon.keys()::toString);

      assertEquals(List.of("in/cut.access", "in/letter.json", "in/one-bad.access"), daemon.keys());
      assertEquals(3, daemon.metric("weir_after_actions_total", "outcome=\"done\""));
      assertEquals(1, daemon.metric("weir_after_actions_total", "kept_not_understood"));
      assertEquals(2, daemon.metric("weir_after_actions_total", "kept_only_copy"));
      assertLine(daemon.line("in/good.access"), true, "", 0, 0);
      assertLine(daemon.line("in/filtered.access"), true, "", 0, 0);
      assertLine(daemon.line("in/one-bad.access"), false, "unparsed", 1, 0);
      assertLine(daemon.line("in/letter.json"), false, "dead_lettered", 0, 1);
    }
    // Another process, which knows of them by the ledger alone. Its queue is another one: the last
    // poll of the first process may still take a message.
    String second = lab.createQueue("understood-again", Duration.ofSeconds(30));
    try (LabDaemon again = daemon(second, "understood", "after: { action: delete }")) {
      announce(second, kept);
      Eventually.until(
          LabDaemon.LIMIT,
          () -> again.metric("weir_objects_total", "skipped_settled_before") >= 3,
          again::counts);
      Eventually.until(
          LabDaemon.LIMIT,
          () -> again.metric("weir_after_actions_total", "kept_") >= 3,
          again::counts);
      assertEquals(3, again.keys().size());
    }
  }

  @Test
  void settledIsEnoughWhereTheConfigurationSaysSo() throws Exception {
    lab.createBucket("settled-enough");
    String queue = lab.createQueue("settled-enough", Duration.ofSeconds(30));
    String after = "after: { action: move, prefix: done/, when: settled }";
    try (LabDaemon daemon = daemon(queue, "settled-enough", after)) {
      daemon.put("in/one-bad.access", GOOD + "no access log at all\n");
      // Its letter has less than the object: nothing allows to delete it.
      daemon.put("in/letter.json", "{\"broken\":\n{\"a\":2}\n");

      Eventually.until(LabDaemon.LIMIT, () -> objectsDone(daemon) == 2, daemon.keys()::toString);

      assertEquals(List.of("done/in/one-bad.access", "in/letter.json"), daemon.keys());
    }
  }

  @Test
  void aLineOfAnEarlierVersionDoesNotSayThatAllWasUnderstood() throws Exception {
    lab.createBucket("earlier-lines");
    String queue = lab.createQueue("earlier-lines", Duration.ofSeconds(30));
    StoredObject object;
    try (LabDaemon daemon = daemon(queue, "earlier-lines", "after: { action: keep }")) {
      object = daemon.put("in/a.access", GOOD);
      Eventually.until(
          LabDaemon.LIMIT, () -> daemon.metric("weir_objects_settled_total", "") == 1, () -> "");
      assertLine(daemon.line("in/a.access"), true, "", 0, 0);
      JsonNode answer =
          daemon.ask(
              "POST",
              "/weir-ledger/_update_by_query?refresh=true",
              """
              {"query":{"term":{"bucket":"earlier-lines"}},
               "script":"for (f in ['understood','unparsed','incomplete']) {ctx._source.remove(f)}"}
              """);
      assertEquals(1, answer.path("updated").asInt(), answer.toString());
    }
    String second = lab.createQueue("earlier-lines-again", Duration.ofSeconds(30));
    try (LabDaemon daemon = daemon(second, "earlier-lines", "after: { action: delete }")) {
      announce(second, List.of(object));

      Eventually.until(
          LabDaemon.LIMIT,
          () -> daemon.metric("weir_after_actions_total", "kept_not_understood") >= 1,
          daemon::counts);
      assertEquals(List.of("in/a.access"), daemon.keys());
    }
  }

  private LabDaemon daemon(String queue, String bucket, String after) throws Exception {
    return new LabDaemon(lab, folder, bucket, queue, TYPES + ", " + after, SECTIONS);
  }

  private void announce(String queue, List<StoredObject> objects) {
    objects.forEach(object -> lab.send(queue, S3EventMessages.created(lab.s3().region(), object)));
  }

  private static long objectsDone(LabDaemon daemon) throws Exception {
    return daemon.metric("weir_after_actions_total", "");
  }

  private static void assertLine(
      JsonNode line, boolean understood, String reason, long unparsed, long incomplete) {
    assertEquals(understood, line.path("understood").asBoolean(), line.toString());
    assertEquals(reason, line.path("reason").asText(), line.toString());
    assertEquals(unparsed, line.path("unparsed").asLong(), line.toString());
    assertEquals(incomplete, line.path("incomplete").asLong(), line.toString());
    assertEquals("settled", line.path("state").asText());
  }

  private static String line(String agent) {
    return "192.0.2.7 - - [29/Nov/2026:10:11:12 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \""
        + agent
        + "\"\n";
  }

  /** Gzipped, without its end. */
  private static byte[] cut(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12);
  }
}
