package dev.weir.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is compared does the same. */
class CodecTest {
  @Test
  void librariesAndWeirMakeTheSameOfARecord() throws IOException {
    JsonMapper mapper = new JsonMapper();
    OwnCodec own = new OwnCodec();
    LibraryCodec library = new LibraryCodec();
    String lines = new String(new WafObject(100).lines(), StandardCharsets.UTF_8);
    for (String line : lines.lines().toList()) {
      byte[] json = line.getBytes(StandardCharsets.UTF_8);

      own.toMsgpack(json);
      library.toMsgpack(json);
      own.toJson(own.msgpack());
      library.toJson(own.msgpack());

      assertArrayEquals(own.msgpack(), library.msgpack());
      assertEquals(mapper.readTree(json), mapper.readTree(library.json()));
      // Weir's leaves the object open: the document goes on behind the record's fields.
      String open = new String(own.json(), StandardCharsets.UTF_8);
      assertEquals(mapper.readTree(json), mapper.readTree(open + "}"));
    }
  }
}
