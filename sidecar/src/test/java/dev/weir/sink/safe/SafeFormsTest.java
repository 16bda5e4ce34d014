package dev.weir.sink.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.type.LogTypes;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SafeFormsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String STAMP = "2026-11-21T02:10:49.123Z";
  private final SafeForms forms =
      new SafeForms(LogTypes.shipped().all(), Set.of("@timestamp", "event", "B_action"));

  @Test
  void leavesWhatIsWeirsAndWhatFits() throws Exception {
    String ours =
        "\"B_action\":1,\"@timestamp\":\"2026-11-21T02:10:49.000Z\",\"event\":{\"kind\":\"event\"}";

    JsonNode safe =
        safe(
            "aws.cloudtrail",
            "\"eventName\":\"RunInstances\",\"requestParameters\":{\"a\":[1,{\"b\":null}]},"
                + "\"userIdentity\":{\"type\":\"Root\"},"
                + ours);

    assertEquals("RunInstances", safe.path("eventName").asText());
    assertEquals("{\"a\":[1,{\"b\":null}]}", safe.path("requestParameters").toString());
    assertEquals("{\"type\":\"Root\"}", safe.path("userIdentity").toString());
    assertEquals("event", safe.path("event").path("kind").asText());
    assertEquals(1, safe.path("B_action").asInt());
    assertEquals("why", safe.path("weir").path("reshaped").asText());
    assertFalse(safe.path("weir").has("record"));
    assertFalse(safe.has("native"));
  }

  @Test
  void movesWhatDoesNotFitOrIsNotDeclared() throws Exception {
    JsonNode safe =
        safe(
            "aws.cloudtrail",
            "\"eventName\":{\"a\":1},\"requestParameters\":\"text\",\"unheard\":[1],"
                + "\"userIdentity\":{\"type\":{\"x\":2},\"arn\":\"a\",\"odd\":3},"
                + "\"native\":{\"event\":\"earlier\"}");

    assertEquals("{\"arn\":\"a\"}", safe.path("userIdentity").toString());
    assertEquals(
        "{\"event\":\"earlier\",\"eventName\":{\"a\":1},\"requestParameters\":\"text\","
            + "\"unheard\":[1],\"userIdentity\":{\"type\":{\"x\":2},\"odd\":3}}",
        safe.path("native").toString());
    assertFalse(safe.has("eventName"));
    assertFalse(safe.path("weir").has("record"));
  }

  @Test
  void numbersNamesThatOccurAgain() throws Exception {
    JsonNode safe =
        safe("aws.waf", "\"action\":\"BLOCK\",\"action\":\"ALLOW\",\"labels\":[{\"n\":1,\"n\":2}]");

    assertEquals("BLOCK", safe.path("action").asText());
    assertEquals("{\"action_2\":\"ALLOW\"}", safe.path("native").toString());
    assertEquals("[{\"n\":1,\"n_3\":2}]", safe.path("labels").toString());
  }

  @Test
  void cutsWhatIsTooLongAndKeepsItWholeAsText() throws Exception {
    String text = "x".repeat(100_000);
    String name = "n".repeat(60_000);
    String record =
        "\"requestParameters\":{\"policy\":\""
            + text
            + "\"},\"eventName\":\"E\",\""
            + name
            + "\":1";

    JsonNode safe = safe("aws.cloudtrail", record + ",\"B_action\":0");

    assertEquals(4096, safe.path("requestParameters").path("policy").asText().length());
    assertEquals("E", safe.path("eventName").asText());
    assertEquals(256, safe.path("native").fieldNames().next().length());
    assertEquals("{" + record + "}", safe.path("weir").path("record").asText());
  }

  @Test
  void givesNamesToWhatHasNone() throws Exception {
    JsonNode safe = safe("json", "\"\":1,\".\":2,\"  \":3,\"..\":{\"\":4},\".a\":5");

    assertEquals(
        "{\"_\":1,\"__2\":2,\"__3\":3,\"__4\":{\"_\":4},\".a\":5}", safe.path("native").toString());
  }

  @Test
  void boundsDepthAndNumber() throws Exception {
    String deep = "{\"a\":".repeat(60) + "1" + "}".repeat(60);
    StringBuilder many = new StringBuilder("0");
    for (int i = 0; i < 30_000; i++) {
      many.append(',').append(i);
    }

    JsonNode safe = safe("json", "\"deep\":" + deep + ",\"many\":[" + many + "]");

    JsonNode at = safe.path("native").path("deep");
    int depth = 0;
    while (at.has("a")) {
      at = at.path("a");
      depth++;
    }
    assertEquals(18, depth);
    assertTrue(safe.path("native").path("many").size() < 10_000);
    assertTrue(safe.path("native").path("many").size() > 9_900);
    assertTrue(safe.path("weir").path("record").asText().contains("29999"));
  }

  @Test
  void keepsWhatIsTooLargeToTakeApartAsText() throws Exception {
    String text = "y".repeat(2 << 20);

    JsonNode safe = safe("json", "\"a\":\"" + text + "\",\"B_action\":1");

    assertEquals("{\"a\":\"" + text + "\"}", safe.path("weir").path("record").asText());
    assertEquals(1, safe.path("B_action").asInt());
    assertFalse(safe.has("a"));
    assertFalse(safe.has("native"));
  }

  @Test
  void isNotSlowedDownByNamesThatLieInItsWay() throws Exception {
    StringBuilder members = new StringBuilder("\"a\":0");
    for (int i = 2; i < 30_000; i++) {
      members.append(",\"a_").append(i).append("\":0");
    }
    members.append(",\"a\":1".repeat(30_000));
    long began = System.nanoTime();

    JsonNode safe = safe("json", members.toString());

    assertTrue(safe.path("native").size() <= 10_000);
    assertTrue(System.nanoTime() - began < 20_000_000_000L);
  }

  @Test
  void refusesWhatIsNoDocument() {
    assertNull(forms.of("weir-json-1", bytes("{\"a\":1}"), -1, "why"));
    assertNull(forms.of("weir-json-1", bytes("{\"a\":1,\"weir\":{\"type\":\"json\""), -1, "why"));
    assertNull(forms.of("weir-json-1", bytes("[]"), -1, "why"));
  }

  @Test
  void believesTheTypeInItsOwnIndexOnly() throws Exception {
    byte[] document =
        bytes("{\"message\":\"m\",\"action\":\"BLOCK\",\"weir\":{\"type\":\"aws.waf\"}}");

    SafeForm form = forms.of("weir-unparsed-2026.11.21", document, -1, "why");

    assertNotNull(form);
    JsonNode safe = JSON.readTree(form.json());
    assertEquals("m", safe.path("message").asText());
    assertEquals("{\"action\":\"BLOCK\"}", safe.path("native").toString());
  }

  @Test
  void knowsTheFieldsOfAFormInTheIndicesOfItsType() throws Exception {
    byte[] document =
        bytes("{\"sc-status\":200,\"odd\":1,\"weir\":{\"type\":\"aws.cloudfront.json\"}}");

    SafeForm form = forms.of("weir-aws.cloudfront-2026.11.21", document, -1, "why");

    assertNotNull(form);
    JsonNode safe = JSON.readTree(form.json());
    assertEquals(200, safe.path("sc-status").asInt());
    assertEquals("{\"odd\":1}", safe.path("native").toString());
  }

  @Test
  void keepsWhatLayAroundARecordAsText() throws Exception {
    String envelope =
        "{\""
            + "n".repeat(60_000)
            + "\":0,\"logGroup\":\"g\",\"\":1,\"..\":2,\"logGroup.x\":3,\"host\":\"a\",\"host\":\"b\",\"o\":{}}";

    JsonNode safe = safe("json", "\"a\":1", "\"envelope\":" + envelope + ",");

    assertEquals(
        "{\"logGroup\":\"g\",\"host\":\"a\"}", safe.path("weir").path("envelope").toString());
    assertEquals(envelope, safe.path("weir").path("envelope_text").asText());
  }

  private JsonNode safe(String type, String members) throws Exception {
    return safe(type, members, "");
  }

  private JsonNode safe(String type, String members, String ofWeir) throws Exception {
    String head =
        "{" + members + ",\"weir\":{\"type\":\"" + type + "\"," + ofWeir + "\"ingested\":\"";
    byte[] document = bytes(head + STAMP + "\"}}");

    SafeForm form = forms.of("weir-" + type + "-2026.11.21", document, bytes(head).length, "why");

    assertNotNull(form);
    String json = new String(form.json(), StandardCharsets.UTF_8);
    assertTrue(json.startsWith(STAMP, form.ingestedAt()), json.substring(0, 100));
    return JSON.readTree(NativeTree.FACTORY.createParser(form.json()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
