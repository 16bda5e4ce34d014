package dev.weir.json;

import static dev.weir.json.Transcoded.bytes;
import static dev.weir.json.Transcoded.decode;
import static dev.weir.json.Transcoded.transcode;
import static dev.weir.json.Transcoded.transcodeWhole;
import static dev.weir.json.Transcoded.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.msgpack.MsgpackWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.MapValue;
import org.msgpack.value.Value;

class JsonTranscoderTest {
  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { \"a\" : [ ] , \"b\" : { } } ",
        "{\"a\":1,\"b\":-1,\"c\":127,\"d\":128,\"e\":-32,\"f\":-33,\"g\":65536,\"h\":-2147483649}",
        "{\"a\":9223372036854775807,\"b\":-9223372036854775808,\"c\":18446744073709551615}",
        "{\"a\":9223372036854775808,\"b\":1000000000000000000,\"c\":-999999999999999999}",
        "{\"a\":true,\"b\":false,\"c\":null}",
        "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20ac\\ud83d\\ude00\"}",
        "{\"a\":\"é€😀\",\"é\":1}",
        "{\"a\":1.5,\"b\":-0.25,\"c\":1e10,\"d\":1.0E-7,\"e\":0.1,\"f\":123456.789012345}",
        "{\"a\":[1,[2,[3,{\"b\":[4]}]],\"x\"]}",
        "{\"a\":0.30000000000000004,\"b\":2.2250738585072014E-308,\"c\":1.7976931348623157e308}",
        "{\"a\":0.0,\"b\":0e5,\"c\":100.00,\"d\":5e-324,\"e\":0.000}",
      })
  void writesWhatJacksonReads(String json) throws Exception {
    JsonNode expected = JACKSON.readTree(json);

    MapValue written = decode(transcode(json, 0));

    assertSame(expected, written, json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":1e+}",
        "{\"a\":-}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":tru}",
        "{\"a\":nul}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12G4\"}",
        "{\"a\":\"tab\there\"}",
        "{\"a\":\"line\nend\"}",
        "[1,]",
        "[1 2]",
        "{\"a\":[}",
        "{,}",
        "'a'",
        "{\"a\":1}}",
        "\u0000",
        "{\"a\":0x10}",
        "{\"a\":--1}",
      })
  void refusesWhatIsNoJson(String text) {
    assertThrows(JsonException.class, () -> transcodeWhole(text));
  }

  @Test
  void replacesLoneSurrogates() throws Exception {
    String json =
        "{\"a\":\"\\ud83d\",\"b\":\"\\ude00x\",\"c\":\"\\ud83d\\u0041\",\"d\":\"\\ud83d\\ud83d\\ude00\"}";

    MapValue written = decode(transcode(json, 0));

    assertEquals("\ufffd", value(written, "a").asStringValue().asString());
    assertEquals("\ufffdx", value(written, "b").asStringValue().asString());
    assertEquals("\ufffdA", value(written, "c").asStringValue().asString());
    assertEquals("\ufffd😀", value(written, "d").asStringValue().asString());
  }

  @Test
  void passesBytesThatAreNoUtf8() throws Exception {
    byte[] json = HexFormat.of().parseHex("7b2261223a22" + "ff80c3" + "227d");
    MsgpackWriter out = new MsgpackWriter(64);

    new JsonTranscoder(out, 100).record(json, 0, json.length, 0);

    assertArrayEquals(
        HexFormat.of().parseHex("ff80c3"),
        value(decode(out.toByteArray()), "a").asRawValue().asByteArray());
  }

  @Test
  void keepsTheTextOfTopLevelValuesThatAreNoObjects() throws Exception {
    assertEquals("[1, \"a\"]", log("[1, \"a\"]"));
    assertEquals("\"a\\n\"", log("\"a\\n\""));
    assertEquals("12.50", log("12.50"));
    assertEquals("null", log("null"));
  }

  @Test
  void movesTheNamesOfThePipelineAside() throws Exception {
    MapValue written =
        decode(transcode("{\"_weir\":1,\"\\u005fenv\":2,\"x\":{\"_weir\":3},\"_weirs\":4}", 0));

    assertEquals(1, value(written, "native._weir").asIntegerValue().asInt());
    assertEquals(2, value(written, "native._env").asIntegerValue().asInt());
    assertEquals(3, value(value(written, "x").asMapValue(), "_weir").asIntegerValue().asInt());
    assertEquals(4, value(written, "_weirs").asIntegerValue().asInt());
  }

  @Test
  void passesRepeatedNamesOn() throws Exception {
    byte[] written = transcode("{\"a\":1,\"a\":2}", 0);

    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(written)) {
      assertEquals(2, unpacker.unpackMapHeader());
      assertEquals("a", unpacker.unpackString());
      assertEquals(1, unpacker.unpackInt());
      assertEquals("a", unpacker.unpackString());
      assertEquals(2, unpacker.unpackInt());
    }
  }

  @Test
  void leavesRoomForPairsThatComeBehind() throws Exception {
    for (int members : new int[] {0, 13, 14, 15, 16, 17, 65_533, 65_534, 65_535, 70_000}) {
      StringBuilder json = new StringBuilder("{");
      for (int i = 0; i < members; i++) {
        json.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":[").append(i).append(']');
      }
      MsgpackWriter out = new MsgpackWriter(64);
      byte[] bytes = bytes(json.append('}').toString());

      new JsonTranscoder(out, 100).record(bytes, 0, bytes.length, 2);
      out.writeStr("_env");
      out.writeNil();
      out.writeStr("_weir");
      out.writeNil();

      assertEquals(members + 2, decode(out.toByteArray()).size());
    }
  }

  @Test
  void writesLongArrays() throws Exception {
    for (int elements : new int[] {15, 16, 65_535, 65_536}) {
      String json = "{\"a\":[" + "{},".repeat(elements - 1) + "{}],\"b\":1}";

      MapValue written = decode(transcode(json, 0));

      assertEquals(elements, value(written, "a").asArrayValue().size());
      assertEquals(1, value(written, "b").asIntegerValue().asInt());
    }
  }

  @Test
  void stopsAtTheDepthLimit() throws Exception {
    String within = "[".repeat(99) + "]".repeat(99);
    String beyond = "[".repeat(100) + "]".repeat(100);

    transcode("{\"a\":" + within + "}", 0);
    JsonException tooDeep =
        assertThrows(JsonException.class, () -> transcode("{\"a\":" + beyond + "}", 0));

    assertEquals(JsonException.Reason.TOO_DEEP, tooDeep.reason());
  }

  @Test
  void leavesNothingBehindWhenItFails() {
    MsgpackWriter out = new MsgpackWriter(64);
    out.writeStr("before");
    int size = out.size();
    byte[] json = bytes("{\"a\":{\"b\":[1,2,");

    assertThrows(
        JsonException.class, () -> new JsonTranscoder(out, 100).record(json, 0, json.length, 0));

    assertEquals(size, out.size());
  }

  @Test
  void agreesWithJacksonOnMutatedJson() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String base =
        "{\"a\":[1,-2.5e3,{\"b\":null}],\"c\":\"x\\n\\u00e9\",\"d\":{\"e\":true,\"f\":[[],{}]},"
            + "\"g\":false}";
    String alphabet = "{}[]\",:\\0123456789.-+eEtrufalsn \n\tu";
    int accepted = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder mutated = new StringBuilder(base);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        int at = random.nextInt(mutated.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> mutated.setCharAt(at, c);
          case 1 -> mutated.insert(at, c);
          default -> mutated.deleteCharAt(at);
        }
      }
      String json = mutated.toString();
      JsonNode expected = jackson(json);
      MapValue written = ours(json);
      assertEquals(
          expected == null, written == null, () -> json.replace("\n", "<LF>") + " seed " + seed);
      if (expected != null && written != null && expected.isObject()) {
        assertSame(expected, written, json + " seed " + seed);
        accepted++;
      }
    }
    assertEquals(true, accepted > 1000, "too few mutations were still JSON: " + accepted);
  }

  private static @Nullable JsonNode jackson(String json) {
    try {
      JsonNode node = JACKSON.readTree(json);
      return node.isMissingNode() ? null : node;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable MapValue ours(String json) throws IOException {
    try {
      return decode(transcodeWhole(json));
    } catch (JsonException e) {
      return null;
    }
  }

  private static void assertSame(JsonNode expected, Value written, String json) {
    switch (expected.getNodeType()) {
      case OBJECT -> {
        MapValue map = written.asMapValue();
        expected
            .properties()
            .forEach(
                member -> {
                  // Of repeated names both keep the last.
                  Value value = value(map, member.getKey());
                  assertSame(member.getValue(), value, json);
                });
      }
      case ARRAY -> {
        assertEquals(expected.size(), written.asArrayValue().size(), json);
        for (int i = 0; i < expected.size(); i++) {
          assertSame(expected.get(i), written.asArrayValue().get(i), json);
        }
      }
      case NUMBER -> {
        BigDecimal kept =
            written.isIntegerValue()
                ? new BigDecimal(written.asIntegerValue().asBigInteger())
                : written.isFloatValue()
                    ? new BigDecimal(Double.toString(written.asFloatValue().toDouble()))
                    : new BigDecimal(written.asStringValue().asString());
        assertEquals(0, expected.decimalValue().compareTo(kept), json);
      }
      case STRING -> assertEquals(expected.textValue(), written.asStringValue().asString(), json);
      case BOOLEAN ->
          assertEquals(expected.booleanValue(), written.asBooleanValue().getBoolean(), json);
      default -> assertEquals(true, written.isNilValue(), json);
    }
  }

  private static String log(String json) throws Exception {
    return value(decode(transcode(json, 0)), "message").asStringValue().asString();
  }
}
