package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that no well-behaved program writes, each with its outcome, whatever its way. */
@ExtendWith(LabExtension.class)
class OddInputTest {
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void everyOddRecordHasItsStatedOutcome(Optional<FluentBit> fluentBit, Lab lab) {
    List<byte[]> lines =
        List.of(
            ascii("{\"id\":\"plain\"}"),
            ascii("{\"id\":\"deep\",\"v\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
            bytes("{\"id\":\"utf8\",\"v\":\"", 0xff, 0xfe, "\"}"),
            ascii("{\"id\":\"twice\",\"v\":1,\"v\":2}"),
            ascii("{\"id\":\"huge\",\"v\":123456789012345678901234567890}"),
            ascii("{\"id\":\"beyond\",\"v\":1e400}"),
            ascii("{\"id\":\"nan\",\"v\":NaN}"),
            ascii("{\"id\":\"nul\",\"v\":\"a\\u0000b\"}"));
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      ByteArrayOutputStream object = new ByteArrayOutputStream();
      lines.forEach(
          line -> {
            object.writeBytes(line);
            object.write('\n');
          });

      pipeline.put("odd/1.json", object.toByteArray());
      Eventually.until(
          DEADLINE,
          () -> pipeline.weir().metrics().sum("weir_objects_settled_total") == 1,
          () -> pipeline.weir().tail());

      Summary summary = Summary.of(pipeline, List.of(), Duration.ZERO, null);
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(lines.size(), summary.read());
      assertEquals(Map.of("too_deep", 1, "malformed_json", 1), reasons(pipeline));
      JsonNode documents = documents(pipeline);
      assertEquals("\ufffd\ufffd", documents.path("utf8").path("v").asText());
      assertTrue(documents.path("utf8").at("/weir/invalid_utf8").asBoolean());
      assertEquals("123456789012345678901234567890", documents.path("huge").path("v").asText());
      assertTrue(documents.path("huge").path("v").isTextual());
      assertTrue(documents.path("beyond").path("v").isTextual());
      assertEquals("a\0b", documents.path("nul").path("v").asText());
      assertTrue(documents.has("plain"));
      JsonNode twice = documents.path("").path("native");
      assertEquals("{\"id\":\"twice\",\"v\":1,\"v_2\":2}", twice.toString());
    }
  }

  private static Map<String, Integer> reasons(Pipeline pipeline) {
    Map<String, Integer> reasons = new TreeMap<>();
    hits(pipeline, "weir-dead-letters")
        .forEach(hit -> reasons.merge(hit.at("/_source/reason").asText(), 1, Integer::sum));
    return reasons;
  }

  private static JsonNode documents(Pipeline pipeline) {
    ObjectNode documents = JsonNodeFactory.instance.objectNode();
    hits(pipeline, SearchIndex.RECORDS)
        .forEach(hit -> documents.set(hit.at("/_source/id").asText(), hit.path("_source")));
    return documents;
  }

  private static JsonNode hits(Pipeline pipeline, String index) {
    return pipeline.search().ask("GET", "/" + index + "/_search?size=100", null).at("/hits/hits");
  }

  private static byte[] ascii(String line) {
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String head, int first, int second, String tail) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(ascii(head));
    line.write(first);
    line.write(second);
    line.writeBytes(ascii(tail));
    return line.toByteArray();
  }
}
