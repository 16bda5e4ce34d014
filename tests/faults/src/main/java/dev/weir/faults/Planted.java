package dev.weir.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.e2e.AlertReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Records that a rule of the run matches. They are of few groups, so that several records, objects
 * and waves make one alert. Thread-safe.
 */
final class Planted {
  /** The id of the rule. */
  static final String RULE = "planted";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RECORDS = 3;

  /** Alerts of more waves than one: a storm would end in digests, which do not name them all. */
  private static final int WAVES = 2;

  private final Map<String, Integer> groups = new TreeMap<>();

  /**
   * The sections of weir.yaml by which planted records alert, and their alerts are sent. The rules
   * that ship are on.
   *
   * @param folder takes the file of the rule
   */
  static String config(Path folder, AlertReceiver receiver) throws IOException {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(
        rules.resolve("planted.yml"),
        """
        title: A planted record
        id: %s
        level: high
        logsource: { product: aws, service: cloudtrail }
        detection: { planted: { eventName: PlantedByTheRun }, condition: planted }
        """
            .formatted(RULE));
    return "rules: { sigma: ['"
        + rules
        + "'] }\n"
        + receiver.config("webhook")
        + "      select: { rules: ["
        + RULE
        + "] }\n";
  }

  /** A file of CloudTrail with some records of the wave's group. */
  byte[] file(int wave) {
    String who = "wave-" + wave / WAVES;
    ObjectNode file = JSON.createObjectNode();
    ArrayNode records = file.putArray("Records");
    for (int i = 0; i < RECORDS; i++) {
      records.add(record(who));
    }
    synchronized (groups) {
      groups.merge(who, RECORDS, Integer::sum);
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** How many records were planted, by group. */
  Map<String, Integer> groups() {
    synchronized (groups) {
      return new TreeMap<>(groups);
    }
  }

  private static ObjectNode record(String who) {
    ObjectNode record = JSON.createObjectNode().put("eventVersion", "1.11");
    record
        .putObject("userIdentity")
        .put("type", "IAMUser")
        .put("arn", "arn:aws:iam::123456789012:user/" + who);
    return record
        .put("eventTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("eventSource", "iam.amazonaws.com")
        .put("eventName", "PlantedByTheRun")
        .put("awsRegion", "eu-west-1")
        .put("sourceIPAddress", "198.51.100.23")
        .put("eventID", UUID.randomUUID().toString())
        .put("recipientAccountId", "123456789012");
  }
}
