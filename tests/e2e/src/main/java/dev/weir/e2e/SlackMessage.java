package dev.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Shows a message for Slack as a person reads it: a header, texts, and fields. */
final class SlackMessage {
  private SlackMessage() {}

  /** Its lines. */
  static List<String> lines(JsonNode message) {
    List<String> lines = new ArrayList<>();
    for (JsonNode block : message.path("blocks")) {
      plain(block.path("text").path("text").asText()).lines().forEach(lines::add);
      for (JsonNode field : block.path("fields")) {
        // A field is its name in bold, and its value below.
        String[] parts = plain(field.path("text").asText()).split("\n", 2);
        String name = parts[0].replaceAll("^\\*|\\*$", "");
        lines.add("%-10s %s".formatted(name, parts.length > 1 ? parts[1] : ""));
      }
      lines.add("");
    }
    return lines;
  }

  private static String plain(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
