package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import dev.weir.source.LogLines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Weir does not read as its writer meant it shows in metrics, and what is kept in the log. */
@ExtendWith(LabExtension.class)
class ToldContentTest {
  private static final Path ALB = Path.of("src/test/resources/dev/weir/type/aws.alb.log");
  private static final byte[] PNG =
      HexFormat.of().parseHex("89504e470d0a1a0a0000000d494844520000000100000001");

  private final Lab lab;
  @TempDir Path folder = Path.of("");

  ToldContentTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void countsWhatIsOddAndNamesTheObjectThatStays() throws Exception {
    lab.createBucket("told");
    String queue = lab.createQueue("told", Duration.ofMinutes(5));
    String rules = "types: [{ key: '**/*.alb', type: aws.alb }], after: { action: delete }";
    try (LogLines opaque = new LogLines("dev.weir.source.OpaqueWarnings");
        LogLines kept = new LogLines("dev.weir.source.Afterwards");
        LabDaemon daemon = new LabDaemon(lab, folder, "told", queue, rules, "")) {
      daemon.put("in/logo.txt", PNG);
      daemon.put("in/old.txt", "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
      daemon.put("in/next-year.alb", Files.readAllLines(ALB).get(1) + " - new-column\n");

      Eventually.until(
          LabDaemon.LIMIT,
          () -> daemon.metric("weir_after_actions_total", "") == 3,
          daemon::counts);

      assertEquals(1, daemon.metric("weir_not_text_total", "kind=\"png\""));
      assertEquals(1, daemon.metric("weir_invalid_utf8_total", "type=\"text\""));
      assertEquals(1, daemon.metric("weir_unknown_columns_total", "type=\"aws.alb\""));
      assertEquals(List.of("in/logo.txt"), daemon.keys());
      assertEquals(
          List.of(
              "Could not read s3://told/in/logo.txt: not_text (png). A dead letter stands for it,"
                  + " and the object stays. Exclude such keys if they hold no logs. 0 more like it"
                  + " since the last such line"),
          opaque.lines());
      assertEquals(1, kept.lines().size(), kept.lines()::toString);
      String line = kept.lines().getFirst();
      String why =
          "Weir keeps s3://told/in/logo.txt and does not delete it: of 1 records 0 are unparsed,"
              + " 1 dead-lettered, 0 unaccounted. ";
      assertTrue(line.startsWith(why) && line.contains("`weir letters list`"), line);
    }
  }

  @Test
  void countsMessagesWithoutAnObjectByTheirKind() throws Exception {
    lab.createBucket("told-messages");
    String queue = lab.createQueue("told-messages", Duration.ofMinutes(5));
    try (LabDaemon daemon =
        new LabDaemon(lab, folder, "told-messages", queue, "after: { action: keep }", "")) {
      StoredObject object = lab.put("told-messages", "in/a.txt", new byte[] {'a'});
      String created = S3EventMessages.eventBridge(lab.s3().region(), object);
      lab.send(queue, S3EventMessages.testEvent("told-messages", Instant.EPOCH));
      lab.send(queue, created.replace("Object Created", "Object Deleted"));
      lab.send(queue, created.replace("Object Created", "Object Renamed"));

      Eventually.until(
          LabDaemon.LIMIT,
          () -> daemon.metric("weir_messages_total", "outcome=\"received\"") == 3,
          daemon::counts);
      Eventually.until(
          LabDaemon.LIMIT,
          () -> daemon.metric("weir_messages_total", "outcome=\"deleted\"") == 2,
          daemon::counts);

      for (String outcome :
          List.of(
              "nothing_test_event", "nothing_object_removed", "left_unknown_eventbridge_event")) {
        String label = "outcome=\"" + outcome + "\"";
        assertEquals(1, daemon.metric("weir_messages_total", label), daemon::counts);
      }
    }
  }
}
