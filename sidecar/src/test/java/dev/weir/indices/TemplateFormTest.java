package dev.weir.indices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateFormTest {
  private final LogTypes types = LogTypes.shipped();

  @Test
  void leavesColumnOfAnIdToItsCopy() {
    JsonNode trail = fields("aws.cloudtrail");
    JsonNode schema = TemplateForm.schema().at("/template/mappings/properties/event/properties");

    assertEquals("keyword", trail.at("/eventID/type").asText());
    assertFalse(trail.at("/eventID/doc_values").asBoolean(true));
    assertTrue(schema.at("/id/doc_values").asBoolean(true));
  }

  @Test
  void leavesColumnOfARequestLineToItsAddress() {
    for (String name : List.of("apache.access", "nginx.access", "aws.elb", "aws.alb")) {
      JsonNode request = fields(name).path("request");

      assertEquals("keyword", request.path("type").asText(), name);
      assertFalse(request.path("doc_values").asBoolean(true), name);
    }
  }

  @Test
  void leavesColumnToFieldsThatAreGroupedBy() {
    // event.action and client.ip repeat them, too, but many records share their values.
    assertFalse(fields("aws.cloudtrail").path("eventName").has("doc_values"));
    assertFalse(fields("aws.cloudfront").path("c-ip").has("doc_values"));
  }

  @Test
  void leavesColumnToIdsThatMayNotBeCopied() {
    // Each is one of two names, the first of which counts.
    assertFalse(fields("aws.config").path("configurationStateId").has("doc_values"));
    assertFalse(fields("aws.securityhub").path("Id").has("doc_values"));
  }

  @Test
  void searchesAllNativeFieldsByAnIndex() {
    List<String> scanned =
        types.all().stream()
            .map(type -> TemplateForm.fields(type).toString())
            .filter(template -> template.contains("\"index\":false"))
            .toList();

    assertEquals(List.of(), scanned);
  }

  private JsonNode fields(String name) {
    LogType type =
        types.all().stream().filter(each -> each.name().equals(name)).findAny().orElseThrow();
    return TemplateForm.fields(type).at("/template/mappings/properties");
  }
}
