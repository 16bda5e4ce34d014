package dev.weir.parse;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromotionTest {
  private final Promotion promotion =
      new Promotion(List.of("request.bucket", "request.size", "request.tags", "other"));

  @Test
  void copiesValuesAndListsOfTexts() throws Exception {
    LogEvent event =
        event(
            Map.of(
                "request",
                Map.of("bucket", "b\"1", "size", 12, "tags", List.of("x", 3, "y"), "more", "z")));

    assertEquals(
        ",\"promoted\":{\"request.bucket\":\"b\\\"1\",\"request.size\":12,"
            + "\"request.tags\":[\"x\",\"y\"]}",
        written(event));
  }

  @Test
  void writesNothingWhereThereIsNothing() throws Exception {
    assertEquals("", written(event(Map.of("request", Map.of("bucket", Map.of("name", "b"))))));
    assertEquals("", written(event(Map.of("request", "text", "more", 1))));
    assertEquals("", written(event(Map.of("request", Map.of("tags", List.of(1, 2))))));
  }

  @Test
  void doesNotBringBackWhatAFilterMasked() throws Exception {
    LogEvent event = event(Map.of("request", Map.of("bucket", "secret"), "other", true));
    FieldValue value = new FieldValue();
    event.find(FieldPath.of("request.bucket"), value);
    event.replace(value, "\"***\"".getBytes(StandardCharsets.US_ASCII));

    assertEquals(",\"promoted\":{\"other\":true}", written(event));
  }

  private String written(LogEvent event) throws Exception {
    JsonBuffer out = new JsonBuffer(64);
    promotion.write(event, out);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
