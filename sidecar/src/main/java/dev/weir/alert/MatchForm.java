package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What documents of {@code weir-matches-*} say; {@link MatchWriter} writes them. */
final class MatchForm {
  private MatchForm() {}

  static Match read(String id, JsonNode document) {
    JsonNode record = document.path("record");
    return new Match(
        id,
        document.path("alert").asText(),
        RuleForm.read(document),
        AlertForm.group(document),
        document.path("type").asText(),
        document.path("account").asText(),
        document.path("region").asText(),
        new Sample(
            record.path("index").asText(),
            record.path("id").asText(),
            Instant.parse(document.path("@timestamp").asText())),
        document.path("sentence").asText());
  }
}
