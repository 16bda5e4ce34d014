package dev.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.type.LogType;
import dev.weir.type.RecordFormat;
import dev.weir.type.SplitFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The logs of each type that the sidecar's tests hold against expected documents. */
final class TypeLogs {
  /** Keys for logs of which the content alone does not tell the type. */
  private static final Map<String, String> KEYS =
      Map.of(
          "aws.cloudtrail.insight.typed.log",
          "AWSLogs/123456789012/CloudTrail-Insight/us-east-1/2026/11/20/x.json",
          "aws.elb.typed.log",
          "AWSLogs/123456789012/elasticloadbalancing/us-west-2/2026/01/02/"
              + "123456789012_elasticloadbalancing_us-west-2_my-lb_20260102T0000Z_1.2.3.4_20sg8.log",
          "nginx.access.typed.log",
          "web/var/log/nginx/access.log");

  private static final JsonMapper JSON = new JsonMapper();

  /** A megabyte of what terminals, spreadsheets and browsers would act upon. */
  private static final String HOSTILE =
      "\u001b[2J\u001b]0;x\u0007 =cmd|' /C calc'!A0 <script>alert(1)</script> \u202e\u009b31m "
          .repeat(16_000);

  private TypeLogs() {}

  /** All of them, sorted by name. */
  static List<Path> all() throws IOException {
    Path folder =
        Pipeline.shippedConfiguration().resolveSibling("sidecar/src/test/resources/dev/weir/type");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  /** The key under which a log's type is told. */
  static String key(Path log) {
    String name = log.getFileName().toString();
    return KEYS.getOrDefault(name, name);
  }

  /** An object with the log's first record, to which a megabyte of hostile text was added. */
  static byte[] hostile(Path log, LogType type) throws IOException {
    String content = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    boolean lines =
        !(type.format() instanceof RecordFormat.Json)
            && type.splitFormat() instanceof SplitFormat.TextLines;
    String made = lines ? withHostileLine(content) : withHostileMember(content, type);
    return made.getBytes(StandardCharsets.UTF_8);
  }

  /** The lines up to the first that is no header, and that one with the text behind it. */
  private static String withHostileLine(String content) {
    List<String> lines = content.lines().limit(4).toList();
    return String.join("\n", lines) + " " + HOSTILE + "\n";
  }

  private static String withHostileMember(String content, LogType type) throws IOException {
    JsonNode document = JSON.readTree(content);
    ObjectNode record = (ObjectNode) document;
    if (type.splitFormat() instanceof SplitFormat.RecordsArray array) {
      ArrayNode records = (ArrayNode) document.path(array.member());
      record = (ObjectNode) records.get(0);
      records.removeAll();
      records.add(record);
    }
    record.put("hostile", HOSTILE);
    if (type.eventId() != null) {
      // Else it were the record that it was made of.
      record.put(type.eventId().paths().getFirst(), "hostile");
    }
    return document + "\n";
  }
}
