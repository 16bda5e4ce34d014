package dev.weir.event;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.msgpack.MsgpackException;
import java.io.IOException;
import java.util.List;

/** Whatever map arrives, what is written of it is JSON, and fields are found or not. */
class JsonEncoderFuzzTest {
  private static final List<FieldPath> PATHS =
      List.of(FieldPath.of("a"), FieldPath.of("a.b"), FieldPath.of("httpRequest.country"));

  private final LogEvent event =
      new LogEvent(new ReservedNames(List.of("weir", "native", "@timestamp", "a")));
  private final FieldValue value = new FieldValue();
  private final JsonBuffer json = new JsonBuffer(1 << 10);
  private final JsonFactory factory = new JsonFactory();

  @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
  void writesJsonOfAnyMap(byte[] data) throws IOException {
    try {
      int end = event.reset(data, 0, data.length);
      assertTrue(end > 0 && end <= data.length, "ends outside of the bytes");
      for (FieldPath path : PATHS) {
        if (event.find(path, value)) {
          event.each(path, value, each -> {});
        }
      }
      if (data[data.length - 1] == 0 && event.find(PATHS.getFirst(), value)) {
        event.remove(value);
        assertFalse(data.length == 0);
      }
      json.clear();
      event.writeTo(json);
      json.raw('}');
    } catch (MsgpackException refused) {
      return;
    }
    try (JsonParser parser = factory.createParser(json.bytes(), 0, json.size())) {
      assertTrue(parser.nextToken() == JsonToken.START_OBJECT, "no object");
      JsonToken last = JsonToken.START_OBJECT;
      for (JsonToken token = last; token != null; token = parser.nextToken()) {
        last = token;
      }
      assertTrue(last == JsonToken.END_OBJECT, "breaks off");
    }
  }
}
